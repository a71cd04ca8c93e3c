import { existsSync } from 'node:fs'
import { chromium, type LaunchOptions } from '@playwright/test'
import packed from '@sparticuz/chromium'

const DEBIAN = '/usr/bin/chromium'

/** Chromium would otherwise look for its makers' servers at every start. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Playwright's own browser where installed, else the system's Chromium, else the one from npm. */
export async function browserLaunch(): Promise<LaunchOptions> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET
  if (existsSync(chromium.executablePath())) return { args }
  if (existsSync(DEBIAN)) return { args, executablePath: DEBIAN }
  const executablePath = await packed.executablePath()
  // One process for all tabs makes a crash of one the end of all; the rest is needed to start.
  return {
    args: [...packed.args.filter((a) => a !== '--single-process'), ...QUIET],
    executablePath,
  }
}
