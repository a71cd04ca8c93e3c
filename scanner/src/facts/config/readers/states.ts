import type { Attempts } from '../../../model'
import { DEFAULTS } from '../defaults'
import type { ConfigFile } from '../files'
import { attemptsOf, type ConfigLayer, layerOf } from '../layer'
import { at, count, entries, items, type Tree, textAt, texts } from '../tree'

/** Attempts over all retriers of a state: each counts for itself. */
function sum(retriers: readonly Tree[]): { attempts: Attempts; written: boolean } {
  let attempts = 1
  let written = false
  for (const one of retriers) {
    const value = count(at(one, 'MaxAttempts'))
    if (value !== undefined) written = true
    const own =
      value === undefined
        ? DEFAULTS.stepFunctions.attempts
        : attemptsOf(DEFAULTS.stepFunctions, value)
    if (typeof own !== 'number') return { attempts: own, written }
    attempts += own - 1
  }
  return { attempts, written }
}

const name = (arn: string) => arn.replace(/:\$?\w+$/, '').replace(/^.*[:/]/, '')

function worker(state: Tree): string {
  const resource = textAt(state, 'Resource') ?? ''
  const parameters = at(state, 'Parameters') ?? at(state, 'Arguments')
  const called = textAt(parameters, 'FunctionName') ?? textAt(parameters, 'QueueUrl')
  return called ? name(called) : resource || (textAt(state, 'Type') ?? 'state')
}

function* states(machine: Tree, key: string): Generator<{ id: string; key: string; state: Tree }> {
  for (const [id, state] of entries(at(machine, 'States'))) {
    const here = `${key}States.${id}`
    yield { id, key: here, state }
    for (const [nth, branch] of items(at(state, 'Branches')).entries())
      yield* states(branch, `${here}.Branches[${nth}].`)
    for (const inner of ['Iterator', 'ItemProcessor'])
      for (const one of items(at(state, inner))) yield* states(one, `${here}.${inner}.`)
  }
}

/** States of a machine in the Amazon States Language that are tried again. */
export function stateLayers(file: ConfigFile, machine: Tree, symbol: string): ConfigLayer[] {
  const found: ConfigLayer[] = []
  for (const { id, key, state } of states(machine, '')) {
    const retriers = items(at(state, 'Retry')).filter(({ map }) => map)
    const [first] = retriers
    if (!first) continue
    const { attempts, written } = sum(retriers)
    if (attempts === 1) continue
    const rate = textAt(first, 'BackoffRate')
    const pause = textAt(first, 'IntervalSeconds')
    const limit = textAt(state, 'TimeoutSeconds')
    const layer = layerOf('stepFunctions', {
      file,
      symbol: [symbol, id].filter((part) => part !== '').join('.'),
      key: `${key}.Retry${retriers.length === 1 ? '[0].MaxAttempts' : ''}`,
      place: at(state, 'Retry') ?? state,
      value: retriers.length === 1 ? at(first, 'MaxAttempts') : undefined,
      condition: retriers.flatMap((one) => texts(at(one, 'ErrorEquals'))).join(', '),
      delay: pause && `${pause} s${rate ? ` × ${rate}` : ''}`,
      perTry: limit && `${limit} s`,
      targets: [{ to: 'run', name: worker(state) }],
    })
    const single = retriers.length === 1
    const told = retriers.map((one) => textAt(one, 'MaxAttempts') ?? '3 (default)').join(' + ')
    found.push({
      ...layer,
      attempts,
      ...(single
        ? {}
        : {
            basis: `MaxAttempts ${told}, each retrier for itself`,
            source: written ? ('explicit' as const) : layer.source,
          }),
    })
  }
  return found
}

/** Files that hold a machine and nothing else. */
export function stateFileLayers(files: readonly ConfigFile[]): ConfigLayer[] {
  return files.flatMap((file) =>
    file.documents.flatMap((document) =>
      at(document, 'StartAt') && at(document, 'States') ? stateLayers(file, document, '') : [],
    ),
  )
}
