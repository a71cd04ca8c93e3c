import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const leash = fileURLToPath(new URL('leash.mjs', import.meta.url))

/** A launcher that starts a child as `startNode` does, tells its process id and is killed at once or later. */
const launcher = (whenKilled: string) => `
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath,
    ['--import', 'file://${leash}', '-e', 'setInterval(() => {}, 1000); if (process.connected) process.send("up")'],
    { env: { ...process.env, PLUMBLINE_LAUNCHER: String(process.pid) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true })
  process.stdout.write(String(child.pid), () => {
    const end = () => process.kill(process.pid, 'SIGKILL')
    ${whenKilled}
  })`

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function childOf(script: string): Promise<number> {
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  parent.stdout.on('data', (text) => {
    said += text
  })
  await new Promise((resolve) => parent.once('close', resolve))
  return Number(said)
}

test.each([
  ['while the child comes up', 'end()'],
  ['when the child is up', 'child.once("message", end)'],
])('a child ends with a launcher that is killed %s', async (_, whenKilled) => {
  const pid = await childOf(launcher(whenKilled))
  try {
    await expect.poll(() => isAlive(pid)).toBe(false)
  } finally {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  }
})
