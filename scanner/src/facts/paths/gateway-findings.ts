import { createHash } from 'node:crypto'
import type { Finding, RetryLayer } from '../../model'
import { type GatewayRetry, gatewayRetries } from '../config/gateway'
import type { SpringFile } from '../config/spring'
import { template } from '../flow/routes'
import { LineHasher } from '../report/line-hash'
import { factorOf } from './arithmetic'
import { flowSegment, retryPathNonIdempotent } from './rules'
import { urlKeys } from './url-keys'

const UNSAFE = /^(POST|PATCH)$/

function placeOf({ file, line, endLine }: GatewayRetry) {
  const lines = file.text.split(/\r?\n/)
  const snippet = lines.slice(line - 1, endLine).join('\n')
  const from = Math.max(1, line - 3)
  const endColumn = (lines[endLine - 1]?.length ?? 0) + 1
  return {
    path: file.path,
    symbol: '',
    region: { startLine: line, startColumn: 1, endLine, endColumn },
    snippet,
    context: { startLine: from, text: lines.slice(from - 1, endLine + 3).join('\n') },
    content: createHash('sha256').update(snippet.replace(/\s+/g, '')).digest('hex').slice(0, 20),
    lineHash: new LineHasher(file.text).hash(line),
  }
}

function layerOf(one: GatewayRetry): RetryLayer {
  return {
    kind: 'gateway',
    mechanism: 'Spring Cloud Gateway Retry',
    attempts: one.attempts,
    basis: one.basis,
    source: one.basis.startsWith('default') ? 'default' : 'explicit',
    region: placeOf(one).region,
    symbol: '',
    repeats: [],
    condition: `${one.methods.join(', ')}${one.statuses ? ` on ${one.statuses}` : ''}`,
  }
}

const told = (layer: RetryLayer, path: string) => {
  const { region, repeats: _, ...rest } = layer
  return { ...rest, path, line: region.startLine }
}

function nonIdempotent(one: GatewayRetry): Finding[] {
  const methods = one.methods.filter((name) => UNSAFE.test(name))
  if (methods.length === 0 || one.attempts === 1) return []
  const layer = layerOf(one)
  const names = methods.join(' and ')
  const routes = one.routes.map(({ id, uri }) => id || uri)
  return [
    {
      ...placeOf(one),
      rule: retryPathNonIdempotent.id,
      message: `The gateway sends ${names} again, up to ${one.attempts} times in all${one.statuses ? ` on ${one.statuses}` : ''}: what the first one did may happen twice.`,
      identity: `${retryPathNonIdempotent.id}|${one.file.path}|${names}|${routes.join(' ')}`,
      flow: [
        {
          path: one.file.path,
          region: layer.region,
          symbol: '',
          message: `${factorOf(layer)} for ${names}`,
        },
      ],
      data: {
        attempts: one.attempts,
        arithmetic: `${factorOf(layer)} = ${one.attempts}`,
        methods,
        routes,
        layers: [told(layer, one.file.path)],
      },
    },
  ]
}

/** One segment for each route and method that the gateway repeats. */
function segments(one: GatewayRetry): Finding[] {
  const layer = layerOf(one)
  return one.routes.flatMap(({ path, uri }) =>
    one.methods.map((method): Finding => {
      const route = template(path.replace(/\/\*\*$/, '/{}'))
      // The path behind a wildcard is open, so that only the host can join.
      const outgoing = urlKeys(uri, method).filter((key) => !key.startsWith('http:'))
      const entry = `http:${method} ${route}`
      return {
        ...placeOf(one),
        rule: flowSegment.id,
        message: `${method} ${route} reaches ${uri}: ${one.attempts} attempts.`,
        lineHash: '',
        content: `${entry} ${uri}`,
        identity: `${entry}|${outgoing[0] ?? uri}`,
        data: {
          flow: {
            entry: { kind: 'http', label: `${method} ${route}`, keys: [entry] },
            outgoing: {
              kind: 'http',
              label: `${method} ${uri}`,
              method,
              keys: outgoing.length > 0 ? outgoing : [`call:${uri}`],
            },
            layers: [told(layer, one.file.path)],
            naive: one.attempts,
            gated: one.attempts,
            gates: [],
          },
        },
      }
    }),
  )
}

/** What a gateway's configuration repeats. */
export function gatewayFindings(files: readonly SpringFile[]): Finding[] {
  return gatewayRetries(files).flatMap((one) => [...nonIdempotent(one), ...segments(one)])
}
