import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'yaml'
import type { Running } from './process'

interface Route {
  uri: string
  predicates: string[]
  filters: { name: string; args: { retries: number; methods: string } }[]
}

/**
 * Does what Spring Cloud Gateway does with this configuration: a route by path, and its Retry
 * filter, which repeats the methods named on an error of the server or of the connection. A gateway
 * of our own, because the real one cannot be had from npm; the configuration is a real one.
 */
export async function startGateway(
  configuration: string,
  addresses: Record<string, string>,
): Promise<Running> {
  const { spring } = parse(configuration) as { spring: { cloud: { gateway: { routes: Route[] } } } }
  const { routes } = spring.cloud.gateway
  const server = createServer(async (request, response) => {
    const url = request.url ?? '/'
    const route = routes.find(({ predicates }) =>
      predicates.some((one) => url.startsWith(one.replace(/^Path=|\*\*$/g, ''))),
    )
    const target = route && addresses[route.uri.replace('lb://', '')]
    if (!route || !target) {
      response.writeHead(404).end()
      return
    }
    const retry = route.filters.find(({ name }) => name === 'Retry')?.args
    const again = retry?.methods.split(',').includes(request.method ?? '') ? retry.retries : 0
    let status = 502
    for (let attempt = 0; attempt <= again && status >= 500; attempt++) {
      status = await statusOf(`${target}${url}`, request.method ?? 'GET')
    }
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function statusOf(url: string, method: string): Promise<number> {
  try {
    const response = await fetch(url, { method })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 502
  }
}
