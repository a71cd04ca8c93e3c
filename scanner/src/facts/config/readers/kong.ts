import type { ConfigFile } from '../files'
import { type ConfigLayer, hostKey, layerOf, type Target } from '../layer'
import { type Resource, symbolOf } from '../resources'
import { at, items, type Tree, textAt, texts } from '../tree'

function routesOf(service: Tree, host: string, all: readonly Tree[]): Target[] {
  const name = textAt(service, 'name')
  const others = all.filter((route) => name && textAt(route, 'service', 'name') === name)
  const routes = [...items(at(service, 'routes')), ...others]
  return routes.flatMap((route) => {
    const paths = texts(at(route, 'paths'))
    const methods = texts(at(route, 'methods'))
    const from = texts(at(route, 'hosts'))[0] ?? '*'
    return (paths.length > 0 ? paths : ['/']).flatMap((path) =>
      (methods.length > 0 ? methods : ['ANY']).map((method): Target => {
        const plain = path.startsWith('~') ? '' : path.replace(/\/+$/, '')
        return { to: 'route', method: method.toUpperCase(), from, path: `${plain}/**`, host }
      }),
    )
  })
}

function declared(file: ConfigFile, document: Tree): ConfigLayer[] {
  const all = items(at(document, 'routes'))
  return items(at(document, 'services')).flatMap((service, nth) => {
    const host = textAt(service, 'host') ?? textAt(service, 'url')
    if (!host) return []
    const targets = routesOf(service, hostKey(host), all)
    const read = textAt(service, 'read_timeout')
    const value = at(service, 'retries')
    if (value?.text === '0') return []
    return [
      layerOf('kong', {
        file,
        symbol: `service ${textAt(service, 'name') ?? host}`,
        key: `services[${nth}].retries`,
        place: value ?? { line: service.line, endLine: service.line },
        value,
        perTry: read ? `${read} ms` : '60 s (default)',
        targets,
      }),
    ]
  })
}

/** Ingress controller: the number stands on the Service, or on a KongIngress. */
function annotated(one: Resource): ConfigLayer[] {
  const value =
    one.kind === 'Service'
      ? one.annotations.get('konghq.com/retries')
      : one.kind === 'KongIngress'
        ? at(one.tree, 'proxy', 'retries')
        : undefined
  if (!value || value.text === '0') return []
  const key = one.kind === 'Service' ? 'metadata.annotations.konghq.com/retries' : 'proxy.retries'
  const targets: Target[] =
    one.kind === 'Service'
      ? [{ to: 'route', method: 'ANY', from: '*', path: '/**', host: hostKey(one.name) }]
      : []
  return [
    layerOf('kong', { file: one.file, symbol: symbolOf(one), key, place: value, value, targets }),
  ]
}

/** Kong: services of a declarative configuration, five retries unless said otherwise. */
export function kongLayers(
  files: readonly ConfigFile[],
  resources: readonly Resource[],
): ConfigLayer[] {
  const own = files.flatMap((file) =>
    file.documents.flatMap((document) =>
      at(document, '_format_version') ? declared(file, document) : [],
    ),
  )
  return [...own, ...resources.flatMap(annotated)]
}
