import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { WEEKS, type Week } from './fixture-weeks'

const WEEK_MS = 7 * 24 * 3600 * 1000

/** A real git repository whose history has one commit a week, the last an hour ago. */
export function fixtureRepository(
  name = 'shop',
  weeks: readonly Week[] = WEEKS,
  now = Date.now(),
): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'plumbline-e2e-')), name)
  mkdirSync(folder)
  git(folder, now, 'init', '--quiet', '--initial-branch=main')
  weeks.forEach((week, i) => {
    for (const [file, text] of Object.entries(week.files)) {
      const target = path.join(folder, file)
      if (text === null) rmSync(target)
      else {
        mkdirSync(path.dirname(target), { recursive: true })
        writeFileSync(target, text)
      }
    }
    // The last one an hour ago, each other one a week before the next.
    const at = now - 3600_000 - (weeks.length - 1 - i) * WEEK_MS
    git(folder, at, 'add', '--all')
    git(folder, at, 'commit', '--quiet', '--message', week.message)
    if (week.tag) git(folder, at, 'tag', week.tag)
  })
  return folder
}

/** Adds one commit to it, as the next push would. */
export function commit(folder: string, message: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text)
  git(folder, Date.now(), 'add', '--all')
  git(folder, Date.now(), 'commit', '--quiet', '--message', message)
}

function git(folder: string, at: number, ...args: string[]): void {
  const date = new Date(at).toISOString()
  execFileSync('git', ['-C', folder, ...args], {
    env: {
      ...process.env,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
      GIT_AUTHOR_NAME: 'Ada Example',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada Example',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
    },
  })
}
