import { database } from '@/lib/db/database'
import { getScan } from '@/lib/scans/get-scan'
import { listScanPage } from '@/lib/scans/list-scans'
import { readUpload } from '@/lib/scans/read-upload'
import { listRefusedUploads } from '@/lib/scans/refused-uploads'

export const loadScan = (id: string) => getScan(database().pool, id)

export const loadScans = (query: Parameters<typeof listScanPage>[1]) =>
  listScanPage(database().pool, query)

export const loadUpload = (id: string) => readUpload(database().pool, id)

export const loadRefusedUploads = () => listRefusedUploads(database().pool)
