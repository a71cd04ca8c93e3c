import { type ConfigLayer, hostKey, layerOf, type Target } from '../layer'
import { type Resource, symbolOf } from '../resources'
import { at, entries, items, type Tree, textAt } from '../tree'

const PREFIX =
  /^(?:nginx\.ingress\.kubernetes\.io|nginx\.org)\/proxy-next-upstream(-tries|-timeout)?$/

function routes(one: Resource): Target[] {
  return items(at(one.tree, 'spec', 'rules')).flatMap((rule) =>
    items(at(rule, 'http', 'paths')).flatMap((path): Target[] => {
      const service =
        textAt(path, 'backend', 'service', 'name') ?? textAt(path, 'backend', 'serviceName')
      if (!service) return []
      const written = (textAt(path, 'path') ?? '/').replace(/\(.*$/, '').replace(/\/+$/, '')
      const exact = textAt(path, 'pathType') === 'Exact'
      return [
        {
          to: 'route',
          method: 'ANY',
          from: textAt(rule, 'host') ?? '*',
          path: exact ? written || '/' : `${written}/**`,
          host: hostKey(service),
        },
      ]
    }),
  )
}

function isNginx(one: Resource): boolean {
  const name =
    textAt(one.tree, 'spec', 'ingressClassName') ??
    one.annotations.get('kubernetes.io/ingress.class')?.text ??
    ''
  if (name !== '') return /nginx/.test(name)
  return [...one.annotations.keys()].some((key) => key.startsWith('nginx.ingress.kubernetes.io/'))
}

/** Settings for all ingresses of a controller, from its ConfigMap. */
function common(resources: readonly Resource[]): Map<string, Tree> {
  const maps = resources.filter(({ kind }) => kind === 'ConfigMap')
  return new Map(
    maps.flatMap(({ tree }) =>
      entries(at(tree, 'data')).filter(([key]) => key.startsWith('proxy-next-upstream')),
    ),
  )
}

/** ingress-nginx: what a failing backend's request is sent on to, three tries unless said otherwise. */
export function ingressLayers(resources: readonly Resource[]): ConfigLayer[] {
  const shared = common(resources)
  return resources.flatMap((one): ConfigLayer[] => {
    if (one.kind !== 'Ingress' || !isNginx(one)) return []
    const own = new Map<string, Tree>()
    for (const [key, tree] of one.annotations) {
      const match = PREFIX.exec(key)
      if (match) own.set(match[1] ?? '', tree)
    }
    const set = (name: string) => own.get(name) ?? shared.get(`proxy-next-upstream${name}`)
    const on = set('')?.text
    if (on === 'off') return []
    const targets = routes(one)
    if (targets.length === 0 && own.size === 0) return []
    const unsafe = on?.includes('non_idempotent')
    const tries = set('-tries')
    const unlimited = tries?.text === '0'
    const time = set('-timeout')?.text
    const place = own.get('-tries') ?? own.get('') ?? at(one.tree, 'spec') ?? one.tree
    const layer = layerOf('ingressNginx', {
      file: one.file,
      symbol: symbolOf(one),
      key: 'nginx.ingress.kubernetes.io/proxy-next-upstream-tries',
      place: own.size > 0 ? place : { line: place.line, endLine: place.line },
      value: unlimited ? undefined : tries,
      ...(tries && !own.has('-tries') ? { via: 'ConfigMap of the controller' } : {}),
      ...(on ? { condition: `${on}${unsafe ? '' : '; not for POST, PATCH and LOCK'}` } : {}),
      deadline: time && time !== '0' ? `${time} s` : undefined,
      targets,
    })
    return [
      unlimited
        ? { ...layer, attempts: 'unknown', basis: 'tries: 0, as many as there are endpoints' }
        : layer,
    ]
  })
}
