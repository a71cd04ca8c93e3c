import { setTimeout as pause } from 'node:timers/promises'
import { plural } from '@/lib/format/number'
import { type Child, ROOM_FOR_THE_YOUNG, startNode } from './children'
import { duration, pace, parseProgress, progressText } from './progress'
import type { Repository } from './repositories'
import type { Terminal } from './terminal'
import { askHealth } from './web'

/** Seconds for the commits that brought what is older, once everything else is there. */
const OLDER_S = 600
/** As the scanner calls the step; what it reports last tells whether its time was enough. */
const OLDER_STEP = 'introducing commits'

/** Longer than a server that died takes to be started again. */
const SILENT_MS = 120_000

/** Where scans go, and how they are run. */
export interface ScanContext {
  address: string
  history: string
  env: NodeJS.ProcessEnv
  out: Terminal
  signal: AbortSignal
  onChild(child: Child): void
}

/** Scans one; resolves to whether commits of older findings are still to be looked for. */
async function scanOne(
  repository: Repository,
  context: ScanContext,
  older?: number,
): Promise<boolean> {
  const { out, address, history, env, signal, onChild } = context
  const began = Date.now()
  const said: string[] = []
  const { path, name, label } = repository
  out.progress(`${label} · starting`)
  const scan = [ROOM_FOR_THE_YOUNG, 'scanner/bin/plumbline.js', 'scan', path]
  const args = [...scan, '--history', history, '--push', address]
  if (name) args.push('--name', name)
  if (older !== undefined) args.push('--older', String(older))
  let open = false
  const child = startNode([...args, '--json-progress'], env, {
    onError: (line) => {
      const progress = parseProgress(line)
      if (progress) {
        if (progress.step === OLDER_STEP) open = progress.done < (progress.total ?? 0)
        out.progress(`${label} · ${progressText(progress)}`)
      } else if (line.trim()) said.push(line)
    },
  })
  onChild(child)
  const code = await child.exited
  out.clear()
  signal.throwIfAborted()
  if (code === 0) {
    const what = older === undefined ? 'scanned' : 'commits behind what is older looked for'
    out.line(`${label}: ${what} in ${duration((Date.now() - began) / 1000)}`)
    return open
  }
  const why = said.slice(-20).join('\n') || child.log() || `the scanner ended with code ${code}`
  out.line(`${label}: not scanned. ${why.replace(/^plumbline: /, '')}`)
  return false
}

/**
 * Scans each repository with the scanner's own command, then reports until every stored upload has
 * been applied. Resolves to those whose scan had no time to find who brought all that is older.
 */
export async function scanAndApply(
  repositories: readonly Repository[],
  context: ScanContext,
): Promise<Repository[]> {
  const before =
    (await askHealth(context.address, context.env.PLUMBLINE_TOKEN))?.uploads.failed ?? 0
  const open: Repository[] = []
  for (const repository of repositories) {
    context.signal.throwIfAborted()
    if (await scanOne(repository, context)) open.push(repository)
  }
  await untilApplied(context, before)
  return open
}

/** Looks for who brought what is older, with time for it: pages are of use without, and get it then. */
export async function lookFurther(
  repositories: readonly Repository[],
  context: ScanContext,
): Promise<void> {
  for (const repository of repositories) {
    context.signal.throwIfAborted()
    await scanOne(repository, context, OLDER_S)
  }
}

/** Reports until nothing waits any more, or until `silentMs` long nothing was told. */
export async function untilApplied(
  { address, env, out, signal }: Pick<ScanContext, 'address' | 'env' | 'out' | 'signal'>,
  failedBefore: number,
  silentMs = SILENT_MS,
): Promise<void> {
  const measure = pace('applying uploads')
  let first: number | undefined
  let heard = Date.now()
  for (;;) {
    signal.throwIfAborted()
    const uploads = (await askHealth(address, env.PLUMBLINE_TOKEN))?.uploads
    if (uploads) {
      heard = Date.now()
      const done = uploads.done + uploads.failed
      first ??= done
      if (uploads.waiting === 0) {
        out.clear()
        const failed = uploads.failed - failedBefore
        if (failed > 0)
          out.line(`${plural(failed, 'upload')} could not be applied; the last: ${uploads.failure}`)
        return
      }
      out.progress(progressText(measure(done - first, done - first + uploads.waiting)))
    } else if (Date.now() - heard > silentMs) {
      out.clear()
      out.line(
        `${address} has not told this start for ${duration(silentMs / 1000)} how far it is with the scans: it does not answer, or the token of this start was revoked. What was sent is stored, and is applied while Plumbline runs.`,
      )
      return
    }
    await pause(250, undefined, { signal })
  }
}
