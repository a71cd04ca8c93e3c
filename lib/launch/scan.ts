import { setTimeout as pause } from 'node:timers/promises'
import { plural } from '@/lib/format/number'
import { type Child, ROOM_FOR_THE_YOUNG, startNode } from './children'
import { duration, pace, parseProgress, progressText } from './progress'
import type { Repository } from './repositories'
import type { Terminal } from './terminal'
import { askHealth } from './web'

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

async function scanOne(repository: Repository, context: ScanContext): Promise<void> {
  const { out, address, history, env, signal, onChild } = context
  const began = Date.now()
  const said: string[] = []
  const { path, name, label } = repository
  out.progress(`${label} · starting`)
  const scan = [ROOM_FOR_THE_YOUNG, 'scanner/bin/plumbline.js', 'scan', path]
  const args = [...scan, '--history', history, '--push', address]
  if (name) args.push('--name', name)
  const child = startNode([...args, '--json-progress'], env, {
    onError: (line) => {
      const progress = parseProgress(line)
      if (progress) out.progress(`${label} · ${progressText(progress)}`)
      else if (line.trim()) said.push(line)
    },
  })
  onChild(child)
  const code = await child.exited
  out.clear()
  signal.throwIfAborted()
  if (code === 0) {
    out.line(`${label}: scanned in ${duration((Date.now() - began) / 1000)}`)
    return
  }
  const why = said.slice(-20).join('\n') || child.log() || `the scanner ended with code ${code}`
  out.line(`${label}: not scanned. ${why.replace(/^plumbline: /, '')}`)
}

/** Scans each repository with the scanner's own command, then reports until every stored upload has been applied. */
export async function scanAndApply(
  repositories: readonly Repository[],
  context: ScanContext,
): Promise<void> {
  const before =
    (await askHealth(context.address, context.env.PLUMBLINE_TOKEN))?.uploads.failed ?? 0
  for (const repository of repositories) {
    context.signal.throwIfAborted()
    await scanOne(repository, context)
  }
  await untilApplied(context, before)
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
