import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'

/** A version with all its places and steps, where they are too many for its own row. */
interface Placed {
  id: string
  places?: string
}

const COLUMNS = { org_id: 'int', version_id: 'uuid', stream_id: 'uuid', places: 'jsonb' }

/** Stores the places of versions that are new. */
export async function insertPlaces(
  client: Client,
  streamId: string,
  versions: readonly Placed[],
): Promise<void> {
  const rows = versions.flatMap(({ id, places }) =>
    places === undefined ? [] : { org_id: ORG, version_id: id, stream_id: streamId, places },
  )
  if (rows.length === 0) return
  await insertRows(client, 'version_places', COLUMNS, rows, 'ON CONFLICT DO NOTHING')
}

/** The same for versions that are described anew; what they had before goes. */
export async function replacePlaces(
  client: Client,
  streamId: string,
  versions: readonly Placed[],
): Promise<void> {
  if (versions.length === 0) return
  await client.query(
    'DELETE FROM version_places WHERE org_id = $1 AND version_id = ANY($2::uuid[])',
    [ORG, versions.map(({ id }) => id)],
  )
  await insertPlaces(client, streamId, versions)
}
