import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const SERVICES = ['storefront', 'orders', 'payments', 'ledger'] as const
export type ServiceName = (typeof SERVICES)[number]

/** Files of one service by path: what is committed, scanned and run. */
export type Sources = Record<string, string>

export function sourcesOf(service: ServiceName): Sources {
  const folder = fileURLToPath(new URL(`services/${service}`, import.meta.url))
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    files
      .filter((file) => file.isFile())
      .map((file) => path.join(file.parentPath, file.name))
      .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
  )
}

const WRAPPED = 'return pRetry(() => fetchOrder(id), { retries: 1, minTimeout: 10 })'

/** The storefront without the innermost of its own layers around loading an order. */
export function withoutWrapper(storefront: Sources): Sources {
  const server = storefront['server.mjs'] ?? ''
  if (!server.includes(WRAPPED)) throw new Error(`server.mjs no longer says: ${WRAPPED}`)
  return { ...storefront, 'server.mjs': server.replace(WRAPPED, 'return fetchOrder(id)') }
}

/** The sources in a folder where they can be run: with this project's packages. */
export function layOut(sources: Sources): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-system-'))
  for (const [file, text] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  const packages = fileURLToPath(new URL('../../node_modules', import.meta.url))
  symlinkSync(packages, path.join(folder, 'node_modules'))
  return folder
}
