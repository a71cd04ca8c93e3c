import type { Finding, RetryLayer } from '../../model'
import { type GatewayRetry, gatewayRetries } from '../config/gateway'
import type { SpringFile } from '../config/spring'
import { template } from '../flow/routes'
import { factorOf } from './arithmetic'
import { configPlace } from './config-place'
import { flowSegment, retryPathNonIdempotent } from './rules'
import { urlKeys } from './url-keys'

const UNSAFE = /^(POST|PATCH)$/

const placeOf = ({ file, line, endLine }: GatewayRetry) =>
  configPlace({ path: file.path, text: file.text, line, endLine, symbol: '' })

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
      const route = template(path)
      // Filters may rewrite the path: any of the host's that the method allows.
      const outgoing = urlKeys(`${uri.replace(/\/+$/, '')}/**`, method)
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
