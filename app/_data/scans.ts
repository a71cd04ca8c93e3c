import { database } from '@/lib/db/database'
import { getScan } from '@/lib/scans/get-scan'
import { listScanPage } from '@/lib/scans/list-scans'

export const loadScan = (id: string) => getScan(database().pool, id)

export const loadScans = (query: Parameters<typeof listScanPage>[1]) =>
  listScanPage(database().pool, query)
