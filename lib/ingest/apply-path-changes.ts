import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import type { Identified } from './apply-versions'

/** Which commits gave paths their layers between the scan before and this one. */
export async function savePathChanges(
  client: Client,
  scanId: string,
  observed: readonly Identified[],
): Promise<void> {
  await insertRows(
    client,
    'path_change',
    {
      ...{ org_id: 'int', version_id: 'uuid', scan_id: 'uuid', nth: 'int', sha: 'text' },
      ...{ attempts: 'float8', unbounded: 'bool' },
    },
    observed.flatMap(({ id, changedBy = [] }) =>
      changedBy.map(({ sha, attempts, unbounded }, nth) => ({
        ...{ org_id: ORG, version_id: id, scan_id: scanId, nth, sha },
        ...{ attempts: attempts ?? null, unbounded },
      })),
    ),
    'ON CONFLICT DO NOTHING',
  )
}
