import { spawn } from 'node:child_process'
import { generateClient } from '@/lib/db/generate'
import { root } from '@/lib/db/root'

/** One check, done. */
export interface CheckResult {
  name: string
  ok: boolean
  seconds: number
  output: string
}

const ROOMS = ['app', 'components', 'lib', 'scanner', 'e2e', 'bench']

/** Runs all checks side by side; `onResult` gets each as it ends. */
export async function runChecks(onResult: (result: CheckResult) => void): Promise<CheckResult[]> {
  generateClient()
  const checks = [
    check('biome', [['biome', 'check', '.', '--error-on-warnings']]),
    check('imports', [['depcruise', ...ROOMS, '--output-type', 'err-long']]),
    check('unused', [['knip']]),
    // Route types are generated; what an older build left there would be checked otherwise.
    check('types', [
      ['next', 'typegen'],
      ['tsc', '--noEmit'],
    ]),
  ]
  return Promise.all(
    checks.map(async (running) => {
      const result = await running
      onResult(result)
      return result
    }),
  )
}

export function printResult({ name, ok, seconds, output }: CheckResult): void {
  if (!ok) console.log(`${output}\n`)
  console.log(`${ok ? 'passed' : 'FAILED'}  ${name}  ${seconds.toFixed(1)} s`)
}

async function check(name: string, commands: string[][]): Promise<CheckResult> {
  const began = Date.now()
  let result = { ok: true, output: '' }
  for (const [tool = '', ...args] of commands) {
    if (result.ok) result = await run(tool, args)
  }
  return { name, ...result, seconds: (Date.now() - began) / 1000 }
}

function run(tool: string, args: string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(`${root}/node_modules/.bin/${tool}`, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ ok: false, output: error.message }))
    child.once('close', (code) => resolve({ ok: code === 0, output: output.trim() }))
  })
}
