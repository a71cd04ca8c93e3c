import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const QUIET = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }

/** A small real git repository in a temporary folder, for tests; every commit has a fixed date. */
export class TestRepository {
  readonly path: string

  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'plumbline-test-'))
    this.git('init', '-q', '-b', 'main')
  }

  git(...args: string[]): string {
    return this.run({}, args)
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true })
    writeFileSync(join(this.path, path), content)
  }

  remove(path: string): void {
    rmSync(join(this.path, path), { recursive: true })
  }

  /** Commits everything and gives the hash. `date` as `2026-01-05T10:00:00Z`. */
  commit(date: string, message = 'change', author = 'Ada <ada@example.com>'): string {
    const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(author) ?? []
    const env = {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    }
    this.run(env, ['add', '-A'])
    this.run(env, ['commit', '-q', '--allow-empty', '-m', message])
    return this.git('rev-parse', 'HEAD')
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true })
  }

  private run(env: Record<string, string>, args: string[]): string {
    const options = { cwd: this.path, env: { ...process.env, ...QUIET, ...env } }
    return execFileSync('git', args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString('utf8')
      .trim()
  }
}
