import type { ConfigFile } from '../files'
import { type ConfigLayer, hostKey, layerOf } from '../layer'
import type { Directive } from '../nginx-tree'

interface Upstream {
  servers: string[]
  line: number
}

interface Settings {
  on?: Directive
  tries?: Directive
  timeout?: Directive
}

const PASS = /^(proxy|grpc|fastcgi|uwsgi)_pass$/

function upstreams(directives: readonly Directive[]): Map<string, Upstream> {
  const found = new Map<string, Upstream>()
  for (const one of directives) {
    if (one.name === 'upstream' && one.args[0]) {
      const servers = (one.block ?? []).filter(
        ({ name, args }) => name === 'server' && !args.includes('down'),
      )
      found.set(one.args[0], { servers: servers.map(({ args }) => args[0] ?? ''), line: one.line })
    } else if (one.block && one.name === 'http') {
      for (const [name, upstream] of upstreams(one.block)) found.set(name, upstream)
    }
  }
  return found
}

/** Attempts of one location: as many as there are servers, at most as many as are allowed. */
function attempts(tries: number | undefined, servers: number | undefined) {
  if (servers === undefined) return tries && tries > 0 ? tries : 'unknown'
  return tries && tries > 0 ? Math.min(tries, servers) : servers
}

class Reader {
  readonly found: ConfigLayer[] = []

  constructor(
    readonly file: ConfigFile,
    readonly upstreams: ReadonlyMap<string, Upstream>,
  ) {}

  walk(block: readonly Directive[], outer: Settings, server: string, location: string): void {
    const named = (protocol: string, name: string) =>
      block.findLast((one) => one.name === `${protocol}_next_upstream${name}`)
    const pass = block.find(({ name }) => PASS.test(name))
    const protocol = pass?.name.replace('_pass', '') ?? 'proxy'
    const here: Settings = {
      on: named(protocol, '') ?? outer.on,
      tries: named(protocol, '_tries') ?? outer.tries,
      timeout: named(protocol, '_timeout') ?? outer.timeout,
    }
    if (pass) this.#pass(pass, protocol, here, server, location)
    for (const one of block) {
      if (!one.block || one.name === 'upstream') continue
      const host =
        one.name === 'server'
          ? (one.block.find(({ name }) => name === 'server_name')?.args[0] ?? '*')
          : server
      const path = one.name === 'location' ? (one.args.at(-1) ?? '/') : location
      const exact = one.name === 'location' && one.args[0] === '='
      const regular = one.name === 'location' && /^~/.test(one.args[0] ?? '')
      const shown = regular ? '/**' : exact ? path : `${path.replace(/\/+$/, '')}/**`
      this.walk(one.block, here, host, one.name === 'location' ? shown : location)
    }
  }

  #pass(pass: Directive, protocol: string, set: Settings, server: string, path: string): void {
    const name = (pass.args[0] ?? '').replace(/^\w+:\/\//, '').replace(/[/:].*$/, '')
    const upstream = this.upstreams.get(name)
    const on = set.on?.args ?? ['error', 'timeout']
    if (on.includes('off')) return
    const computed = name.startsWith('$') || name === ''
    const only = upstream?.servers.length === 1 ? (upstream.servers[0] ?? '') : undefined
    // One server has no next one, but a name may have several addresses: nobody writes it here.
    const single = only === undefined ? !upstream : !/^[\d.:]+$|^unix:/.test(only)
    const servers = single ? undefined : upstream?.servers.length
    if (servers === 1 || (single && !set.on && !set.tries)) return
    const written = set.tries ? Number(set.tries.args[0]) : undefined
    const tries = written !== undefined && Number.isInteger(written) ? written : undefined
    const place = set.tries ?? set.on ?? pass
    const unsafe = on.includes('non_idempotent')
    const hosts = upstream ? upstream.servers : computed ? [] : [name]
    const layer = layerOf('nginx', {
      file: this.file,
      symbol: `location ${path}`,
      key: `${protocol}_next_upstream${set.tries ? '_tries' : ''}`,
      place: { line: place.line, endLine: place.endLine },
      value: undefined,
      condition: `${on.join(', ')}${unsafe ? '' : '; not for POST, PATCH and LOCK'}`,
      deadline: set.timeout && set.timeout.args[0] !== '0' ? set.timeout.args[0] : undefined,
      targets: [...new Set(hosts.map(hostKey))]
        .filter((host) => !/^[\d.]+$/.test(host))
        .map((host) => ({ to: 'route', method: 'ANY', from: server, path, host })),
    })
    const parts = [
      ...(servers ? [`${servers} servers in upstream ${name}`] : ['as many as it has addresses']),
      ...(tries ? [`${protocol}_next_upstream_tries ${tries}`] : []),
      set.on ? `${protocol}_next_upstream ${on.join(' ')}` : `${protocol}_next_upstream by default`,
    ]
    this.found.push({
      ...layer,
      attempts: attempts(tries, servers),
      basis: parts.join(', '),
      source: set.on || set.tries ? 'explicit' : 'default',
    })
  }
}

/** nginx: a request whose server fails is passed to the next server of its upstream. */
export function nginxLayers(files: readonly ConfigFile[]): ConfigLayer[] {
  return files.flatMap((file) => {
    if (file.directives.length === 0) return []
    const reader = new Reader(file, upstreams(file.directives))
    reader.walk(file.directives, {}, '*', '/**')
    return reader.found
  })
}
