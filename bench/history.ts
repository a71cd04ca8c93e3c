import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { treeSitterExtractor } from '../scanner/src/extract/real'
import { classify } from '../scanner/src/files/classify'
import { scanRepository } from '../scanner/src/index'

/**
 * What history costs: a scan of `weeks` weekly commits against (a) one scan of the distinct blobs
 * they hold, put side by side in one commit, and (b) a full scan of each weekly commit. All with
 * an empty cache, after one scan of the tip that is not counted (compilation, the disk's cache).
 * (b) is measured on `sample` commits spread over the history and multiplied.
 *
 * `npm run bench:history -- <git directory> [weeks=52] [sample=4]`
 */
const [repository, weeks = '52', sample = '4'] = process.argv.slice(2)
if (!repository) throw new Error('usage: npm run bench:history -- <git directory> [weeks] [sample]')
const gitDir = execFileSync('git', ['-C', repository, 'rev-parse', '--absolute-git-dir'], {
  encoding: 'utf8',
}).trim()
const temporary = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'))

try {
  await scanTip(gitDir)
  const commits: string[] = []
  const history = await cost(async () => {
    const summary = await scanRepository({
      path: gitDir,
      history: Number(weeks),
      cacheDir: null,
      onScan: ({ commit, stage }) => {
        if (stage !== 'final') commits.push(commit)
      },
    })
    return summary.blobs.parsed
  })
  const { distinct, versions, commit } = sideBySide(commits)
  const once = await cost(() => scanTip(commit))
  const step = Math.max(1, Math.floor(commits.length / Number(sample)))
  const sampled = commits.filter((_, i) => i % step === 0).slice(0, Number(sample))
  let each = { wall: 0, cpu: 0 }
  for (const [i, hash] of sampled.entries()) {
    const one = await cost(() => scanTip(detached(hash, i)))
    each = { wall: each.wall + one.wall, cpu: each.cpu + one.cpu }
  }
  const factor = commits.length / sampled.length
  console.log(
    `${commits.length} weekly commits, ${distinct.toLocaleString('en')} distinct blobs of ` +
      `${versions.toLocaleString('en')} file versions (read by the scanner)`,
  )
  const report = (name: string, wall: number, cpu: number) =>
    console.log(
      `${name.padEnd(44)} ${(wall / 1000).toFixed(1).padStart(8)} s  ` +
        `CPU ${(cpu / 1000).toFixed(1).padStart(8)} s`,
    )
  report('history scan', history.wall, history.cpu)
  report('one scan of the distinct blobs', once.wall, once.cpu)
  report(`full scan of each (${sampled.length} measured)`, each.wall * factor, each.cpu * factor)
  console.log(
    `history / distinct blobs: ${(history.wall / once.wall).toFixed(2)} (CPU ${(history.cpu / once.cpu).toFixed(2)})`,
  )
  console.log(
    `each weekly commit / history: ${((each.wall * factor) / history.wall).toFixed(1)} (CPU ${((each.cpu * factor) / history.cpu).toFixed(1)})`,
  )
} finally {
  rmSync(temporary, { recursive: true, force: true })
}

async function scanTip(at: string): Promise<unknown> {
  return scanRepository({ path: at, cacheDir: null, onScan: () => {} })
}

/** A bare repository that borrows all objects and whose only commit holds every distinct blob. */
function sideBySide(commits: string[]) {
  const blobs = new Map<string, string>()
  let versions = 0
  for (const commit of commits) {
    const tree = execFileSync('git', ['--git-dir', gitDir, 'ls-tree', '-r', '-z', commit], {
      maxBuffer: 1 << 30,
    }).toString('latin1')
    for (const entry of tree.split('\0')) {
      const match = /^(100\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(entry)
      if (!match) continue
      const [, mode = '', hash = '', file = ''] = match
      const kind = classify(file, mode, treeSitterExtractor.languageOf)
      if (kind.kind !== 'read' || kind.test) continue
      versions++
      blobs.set(hash, path.extname(file))
    }
  }
  const at = borrowing('distinct')
  const listing = [...blobs].map(([hash, ext]) => `100644 blob ${hash}\t${hash}${ext}\n`).join('')
  const tree = git(at, ['mktree'], listing)
  const commit = git(at, ['commit-tree', '-m', 'all blobs', tree])
  git(at, ['update-ref', 'refs/heads/main', commit])
  return { distinct: blobs.size, versions, commit: at }
}

function detached(hash: string, i: number): string {
  const at = borrowing(`full-${i}`)
  git(at, ['update-ref', 'refs/heads/main', hash])
  return at
}

function borrowing(name: string): string {
  const at = path.join(temporary, name)
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', at])
  writeFileSync(path.join(at, 'objects/info/alternates'), `${path.join(gitDir, 'objects')}\n`)
  return at
}

function git(at: string, args: string[], input?: string): string {
  const identity = { GIT_AUTHOR_NAME: 'b', GIT_AUTHOR_EMAIL: 'b@b', GIT_COMMITTER_NAME: 'b' }
  return execFileSync('git', ['--git-dir', at, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...identity, GIT_COMMITTER_EMAIL: 'b@b' },
  }).trim()
}

/** Wall clock and processor time of this process (threads included, git's not), ms. */
async function cost(work: () => Promise<unknown>): Promise<{ wall: number; cpu: number }> {
  const start = performance.now()
  const used = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(used)
  return { wall: performance.now() - start, cpu: (user + system) / 1000 }
}
