import { rmSync } from 'node:fs'
import { startGateway } from './gateway'
import { hasRuntime, type Running, startService } from './process'
import { layOut, type ServiceName, type Sources } from './sources'

/** How each service is run, and what it must be told. */
const COMMANDS: Record<ServiceName, readonly string[]> = {
  ledger: [process.execPath, 'server.mjs'],
  orders: ['python3', 'server.py'],
  payments: ['java', 'Payments.java'],
  storefront: [process.execPath, 'server.mjs'],
}

export const RUNTIMES = {
  orders: { name: 'Python 3', found: () => hasRuntime('python3', '--version') },
  // Runs a source file as it is, which a runtime without the compiler cannot.
  payments: { name: 'a Java development kit', found: () => hasRuntime('javac', '-version') },
}

/** Nobody listens there: a service whose runtime this machine lacks. */
const NOWHERE = 'http://127.0.0.1:9'

export interface RunningSystem {
  gateway: string
  storefront: string
  /** Attempts that have reached the ledger, by operation. */
  attempts(): Promise<Record<string, number>>
  stop(): Promise<void>
}

/** All services with the failing ledger behind them, for real. */
export async function startSystem(
  sources: Record<ServiceName, Sources>,
  databaseUrl: string,
): Promise<RunningSystem> {
  const running: Running[] = []
  const folders: string[] = []
  const stop = async () => {
    await Promise.all(running.map((one) => one.stop()))
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  const start = async (name: ServiceName, env: Record<string, string>) => {
    const folder = layOut(sources[name])
    folders.push(folder)
    const one = await startService(folder, COMMANDS[name], env)
    running.push(one)
    return one.address
  }
  try {
    const ledger = await start('ledger', {})
    const behind = { LEDGER_URL: ledger }
    const orders = RUNTIMES.orders.found() ? await start('orders', behind) : NOWHERE
    const payments = RUNTIMES.payments.found() ? await start('payments', behind) : NOWHERE
    const storefront = await start('storefront', {
      ORDERS_URL: orders,
      PAYMENTS_URL: payments,
      DATABASE_URL: databaseUrl,
    })
    const configuration = sources.storefront['gateway/src/main/resources/application.yml'] ?? ''
    const gateway = await startGateway(configuration, { storefront })
    running.push(gateway)
    const attempts = async () =>
      (await (await fetch(`${ledger}/attempts`)).json()) as Record<string, number>
    return { gateway: gateway.address, storefront, attempts, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
