import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { generateClient } from '@/lib/db/generate'
import { root } from '@/lib/db/root'
import { isBuilt, sourcesHash, writeStamp } from './build-stamp'
import { type Child, startNode } from './children'
import { Problem } from './problem'
import { hold, isHold } from './process-file'
import { duration } from './progress'
import type { Terminal } from './terminal'

/** Told of the running build, so that Ctrl-C can stop it. */
export type OnChild = (child: Child) => void

/**
 * Builds the pages for production unless .next already holds them. One build at a time in a
 * checkout: a second start waits and then finds it done.
 */
export async function ensureBuild(
  out: Terminal,
  onChild: OnChild,
  signal?: AbortSignal,
): Promise<void> {
  const file = path.join(root, 'node_modules/.cache/plumbline/build.json')
  for (;;) {
    signal?.throwIfAborted()
    const held = hold(file, {})
    if (isHold(held)) {
      try {
        generateClient()
        const hash = sourcesHash()
        if (isBuilt(hash)) return
        await build(out, onChild, signal)
        writeStamp(hash)
        return
      } finally {
        held.release()
      }
    }
    out.progress(`another start (process ${held.pid}) is building the pages; waiting for it`)
    await pause(500, undefined, { signal })
  }
}

async function build(out: Terminal, onChild: OnChild, signal?: AbortSignal): Promise<void> {
  const began = Date.now()
  const seconds = () => duration((Date.now() - began) / 1000)
  let last = ''
  const report = () => out.progress(`building the pages, once per version: ${seconds()}${last}`)
  report()
  const timer = setInterval(report, 1000)
  clearPages()
  const child = startNode(
    ['node_modules/next/dist/bin/next', 'build'],
    {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
      // A route that reads the database while building would freeze its answer.
      DATABASE_URL: '',
    },
    {
      onOutput: (line) => {
        if (line.trim()) last = ` · ${line.trim()}`
      },
    },
  )
  onChild(child)
  const code = await child.exited
  clearInterval(timer)
  out.clear()
  signal?.throwIfAborted()
  if (code !== 0 || !existsSync(path.join(root, '.next/BUILD_ID'))) {
    throw new Problem(`The pages could not be built. What next build printed:\n\n${child.log()}`)
  }
  out.line(`pages      built in ${seconds()}`)
}

/** A build that was cut off must not be taken for a finished one; Next's cache stays. */
function clearPages(): void {
  for (const name of ['BUILD_ID', 'plumbline-stamp']) {
    rmSync(path.join(root, '.next', name), { force: true })
  }
}
