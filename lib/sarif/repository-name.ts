/**
 * One name for one repository however it is written: scheme, credentials, port, query, `.git` and
 * slashes at the ends removed, host in lower case. `https://u:p@GitHub.com/acme/shop.git`,
 * `git@github.com:acme/shop.git` and `github.com/acme/shop` are the same; of a `file:` address the
 * folder's name is left. Plain names stay as they are.
 */
export function repositoryName(written: string): string {
  const text = written.trim()
  const scp = /^[\w.-]+@([\w.-]+):(?!\/\/)(.+)$/.exec(text)
  if (scp) return joined(scp[1] ?? '', scp[2] ?? '')
  const url = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#]*@)?([^/?#:]*)(?::\d*)?([^?#]*)/i.exec(text)
  if (!url) return trimmed(text)
  const path = decoded(url[3] ?? '')
  if (url[1]?.toLowerCase() === 'file') return trimmed(path).split('/').at(-1) ?? ''
  return joined(url[2] ?? '', path)
}

/** An http(s) address of the repository without credentials, for links; undefined for others. */
export function repositoryUrl(written: string): string | undefined {
  const match = /^(https?):\/\/(?:[^/?#]*@)?([^/?#@]+)(\/[^?#]*)?/i.exec(written.trim())
  if (!match) return undefined
  return `${match[1]?.toLowerCase()}://${match[2]?.toLowerCase()}${match[3] ?? ''}`
}

function joined(host: string, path: string): string {
  return trimmed(`${host.toLowerCase()}/${trimmed(path)}`)
}

function trimmed(path: string): string {
  return path
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/i, '')
    .replace(/\/+$/, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
