import { codeRows } from '@/lib/code/code-rows'
import type { Client } from '@/lib/db/database'
import { given } from '@/lib/findings/shape'
import { codeHostUrl } from '@/lib/format/code-host'
import type { SaidLayer } from './layers'
import { aboutOf } from './owners'
import { type RawLayerCode, readHosts, readLayerCode } from './queries'
import type { LayerCode } from './types'

/**
 * Where each layer is written, as of an instant: the decision about it with the code that its scan
 * kept, and its address on the code host. `home` where layers name no repository. What a library
 * does by default is written nowhere here and has an address alone: that of the call.
 */
export async function codeOf(
  db: Client,
  layers: readonly SaidLayer[],
  home: string,
  at: Date,
): Promise<(layer: SaidLayer) => { code?: LayerCode; href?: string }> {
  const repositories = [...new Set(layers.map(({ repositoryId }) => repositoryId ?? home))]
  const paths = [...new Set(layers.flatMap(({ path }) => path ?? []))]
  const rows = await readLayerCode(db, repositories, paths, at)
  const hosts = new Map((await readHosts(db, repositories, at)).map((host) => [host.id, host]))
  return (layer) => {
    const row = aboutOf(rows, layer, home)
    const host = hosts.get(layer.repositoryId ?? home)
    const place = { path: layer.path ?? '', ...given({ line: layer.line }) }
    return given({
      code: row && shown(row),
      href: codeHostUrl({
        url: host?.url ?? undefined,
        commit: host?.commit ?? undefined,
        ...place,
      }),
    })
  }
}

function shown({ finding, path, repositoryId: _, from, to, symbol, retry, ...code }: RawLayerCode) {
  return { finding, rows: codeRows({ path, ...given(code) }) }
}
