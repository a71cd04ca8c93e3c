/** An answer other than 2xx, in the words of the server where it gave any. */
export class HttpError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'HttpError'
    this.status = status
  }
}

/** GET as JSON; `signal` ends it when nobody waits for it any more. */
export async function fetchJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, signal })
  if (!response.ok) throw new HttpError(response.status, await problemOf(response))
  return (await response.json()) as T
}

/** POST of JSON. A server that cannot be reached is said in words. */
export const postJson = <T>(url: string, body: unknown): Promise<T> => sendJson('POST', url, body)

/** PATCH of JSON, as POST. */
export const patchJson = <T>(url: string, body: unknown): Promise<T> => sendJson('PATCH', url, body)

async function sendJson<T>(method: string, url: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error('The server could not be reached; nothing was changed as far as we know.')
  })
  if (!response.ok) throw new HttpError(response.status, await problemOf(response))
  return (await response.json()) as T
}

/** DELETE, with the answer as JSON. */
export async function deleteJson<T>(url: string): Promise<T> {
  const response = await fetch(url, {
    method: 'DELETE',
    headers: { accept: 'application/json' },
  })
  if (!response.ok) throw new HttpError(response.status, await problemOf(response))
  return (await response.json()) as T
}

async function problemOf(response: Response): Promise<string> {
  try {
    const { title, detail } = (await response.json()) as { title?: string; detail?: string }
    return detail ?? title ?? response.statusText
  } catch {
    return response.statusText
  }
}
