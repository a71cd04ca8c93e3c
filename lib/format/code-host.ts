interface Spot {
  /** URL of the repository as a scan stated it. */
  url: string | undefined
  commit: string | undefined
  path: string
  line?: number
  endLine?: number
}

/**
 * Address of a file at a commit on GitHub, GitLab or a host of their kind; undefined where the
 * repository's URL is not http(s) or an ssh form of such, or its host is of no known kind.
 */
export function codeHostUrl({ url, commit, path, line, endLine }: Spot): string | undefined {
  const base = repositoryPage(url)
  if (!base || !commit || !/^[0-9a-f]{7,64}$/i.test(commit)) return undefined
  if (path === '' || path.split('/').some((part) => part === '..' || part === '.')) return undefined
  const kind = kindOf(new URL(base).hostname)
  if (!kind) return undefined
  const file = path.split('/').map(encodeURIComponent).join('/')
  return `${base}${kind === 'gitlab' ? '/-' : ''}/blob/${commit}/${file}${anchorOf(kind, line, endLine)}`
}

/** Address of a commit; undefined as for `codeHostUrl`. */
export function commitUrl(url: string | undefined, commit: string): string | undefined {
  const base = repositoryPage(url)
  if (!base || !/^[0-9a-f]{7,64}$/i.test(commit)) return undefined
  const kind = kindOf(new URL(base).hostname)
  return kind && `${base}${kind === 'gitlab' ? '/-' : ''}/commit/${commit}`
}

/** Address of what lies between two commits; undefined as for `codeHostUrl`. */
export function betweenUrl(url: string | undefined, from: string, to: string): string | undefined {
  const at = commitUrl(url, to)
  if (!at || !/^[0-9a-f]{7,64}$/i.test(from)) return undefined
  return at.replace(/\/commit\/[^/]*$/, `/compare/${from}...${to}`)
}

/** Page of a repository on its host, without credentials, `.git` and trailing slash. */
export function repositoryPage(url: string | undefined): string | undefined {
  if (!url) return undefined
  const scp = /^(?:ssh:\/\/)?[\w.-]+@([\w.-]+)(?::\d+\/|[:/])(.+)$/.exec(url)
  const text = scp ? `https://${scp[1]}/${scp[2]}` : url
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined
  const { protocol, host, pathname } = new URL(text)
  const path = pathname.replace(/\/+$/, '').replace(/\.git$/, '')
  return path === '' ? undefined : `${protocol}//${host}${path}`
}

type Kind = 'github' | 'gitlab'

function kindOf(host: string): Kind | undefined {
  if (/(^|\.)github\./.test(host)) return 'github'
  return /(^|\.)gitlab\./.test(host) ? 'gitlab' : undefined
}

function anchorOf(kind: Kind, line?: number, endLine?: number): string {
  if (line === undefined) return ''
  if (endLine === undefined || endLine <= line) return `#L${line}`
  return kind === 'github' ? `#L${line}-L${endLine}` : `#L${line}-${endLine}`
}
