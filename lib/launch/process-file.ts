import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A file that says which living process holds something; `info` is what the holder wants known. */
export interface Held<Info> {
  pid: number
  /** Kernel's start time of that process, so that a reused process id is not taken for it. */
  born?: string
  info: Info
}

export interface Hold<Info> {
  update(info: Info): void
  release(): void
}

/** Takes `file` for this process, or returns who holds it. A dead holder's file is taken over. */
export function hold<Info>(file: string, info: Info): Hold<Info> | Held<Info> {
  mkdirSync(path.dirname(file), { recursive: true })
  const staged = `${file}.${process.pid}`
  const write = (target: string, content: Info) =>
    writeFileSync(
      target,
      JSON.stringify({ pid: process.pid, born: born(process.pid), info: content }),
      // What the holder wants known is for later starts of the same user.
      { mode: 0o600 },
    )
  for (;;) {
    write(staged, info)
    try {
      // Unlike a rename, a link fails when somebody else was quicker, and shows no half file.
      linkSync(staged, file)
      rmSync(staged)
      break
    } catch (error) {
      rmSync(staged, { force: true })
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const other = holder<Info>(file)
    if (other) return other
    removeStale(file)
  }
  return {
    update: (next) => {
      write(staged, next)
      renameSync(staged, file)
    },
    release: () => rmSync(file, { force: true }),
  }
}

/** The living process that holds `file`, if any. */
export function holder<Info>(file: string): Held<Info> | undefined {
  try {
    const held = JSON.parse(readFileSync(file, 'utf8')) as Held<Info>
    return alive(held) ? held : undefined
  } catch {
    return undefined
  }
}

export function isHold<Info>(result: Hold<Info> | Held<Info>): result is Hold<Info> {
  return 'release' in result
}

function removeStale(file: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
    rmSync(aside, { force: true })
  } catch {
    // Another start removed it first.
  }
}

function alive({ pid, born: at }: Held<unknown>): boolean {
  if (pid === process.pid) return at === born(pid)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return at === undefined || at === born(pid)
}

/** Start time in clock ticks since boot, from /proc; undefined where there is none. */
function born(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
