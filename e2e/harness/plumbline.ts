import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A `npm start` that runs, as a person would see it. */
export interface Plumbline {
  process: ChildProcess
  /** Everything it has printed. */
  output(): string
  /** Ends with the first match of `pattern` in what it prints; throws when it exits before. */
  prints(pattern: RegExp): Promise<RegExpExecArray>
  /** Its exit code, when it has ended. */
  exited: Promise<number | null>
  /** Ctrl-C, until it is gone. */
  stop(): Promise<number | null>
}

/** An empty PLUMBLINE_HOME that the database's user may enter. */
export function temporaryHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-home-'))
  chmodSync(home, 0o755)
  return home
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true })
}

/** The launcher as `npm start -- <args>` runs it, on a free port unless `env` names one. */
export function startPlumbline(args: string[], env: Record<string, string>): Plumbline {
  const child = spawn(process.execPath, ['lib/launch/run.cjs', 'main', ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let gone = false
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const look of waiting) look()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      wake()
    })
  }
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      gone = true
      wake()
      resolve(code)
    })
  })
  const prints = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(text)
        if (!match && !gone) return
        waiting.delete(look)
        if (match) resolve(match)
        else reject(new Error(`It ended without printing ${pattern}. It printed:\n${text}`))
      }
      waiting.add(look)
      look()
    })
  const stop = () => {
    child.kill('SIGINT')
    return exited
  }
  return { process: child, output: () => text, prints, exited, stop }
}

export const READY = /Plumbline is ready: {2}(http:\S+)/
