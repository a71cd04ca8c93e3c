import type { LayersAt } from './layers-at'
import type { Place } from './place'
import type { Way } from './reach'

/**
 * A way through a function that is handed its client, as whoever hands it over has made that. Where
 * the function around has several of them that say different numbers, nothing is told.
 */
export function asHanded(way: Way, from: Place, layersAt: LayersAt): Way {
  const [inner] = way.places
  const at = way.layers.findIndex(
    ({ layer, home }) =>
      layer.handed && layer.symbol === inner?.fn.symbol && home.path === inner.path,
  )
  const handed = way.layers[at]
  if (!handed) return way
  const held = layersAt.held(from).filter(({ layer }) => layer.library === handed.layer.library)
  const [own] = held
  if (!own || held.some(({ layer }) => layer.attempts !== own.layer.attempts)) return way
  const layer = { ...own.layer, repeats: handed.layer.repeats }
  return { ...way, layers: way.layers.with(at, { ...own, layer }) }
}
