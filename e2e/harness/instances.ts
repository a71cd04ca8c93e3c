/** The installations that the global setup starts, as every spec sees them. */
export interface Instances {
  /** The fixture repository, scanned with its history. */
  shop: { address: string; repository: string; home: string }
  /** A repository with many decisions that nobody owns; its spec gives them owners. */
  ledger: { address: string }
  /** Nothing was ever scanned. */
  empty: { address: string }
  /** Repositories that nobody here wrote, where `PLUMBLINE_E2E_CLONES` names some. */
  real?: { address: string; repositories: string[] }
}

const VARIABLE = 'PLUMBLINE_E2E_INSTANCES'

/** Playwright hands its environment on to the processes that run the specs. */
export function announce(instances: Instances): void {
  process.env[VARIABLE] = JSON.stringify(instances)
}

export function instances(): Instances {
  const text = process.env[VARIABLE]
  if (!text) throw new Error('The global setup has not run; start the specs with npm test.')
  return JSON.parse(text) as Instances
}
