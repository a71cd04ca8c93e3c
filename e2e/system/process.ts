import { type ChildProcess, spawn, spawnSync } from 'node:child_process'

export interface Running {
  address: string
  stop(): Promise<void>
}

/** Whether this machine can run a service written for a runtime. */
export function hasRuntime(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** Starts a service and waits until it says on which port it listens. */
export async function startService(
  folder: string,
  [command = '', ...args]: readonly string[],
  env: Record<string, string>,
): Promise<Running> {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const port = await listening(child, [command, ...args].join(' '))
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

function listening(child: ChildProcess, name: string): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    const look = (chunk: Buffer) => {
      text += chunk.toString()
      const port = /listening on (\d+)/.exec(text)?.[1]
      if (port !== undefined) resolve(port)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`${name} ended with ${code}:\n${text}`)))
  })
}
