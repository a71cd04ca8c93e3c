import { getScan } from '@/lib/scans/get-scan'
import { listScanPage } from '@/lib/scans/list-scans'
import { readUpload } from '@/lib/scans/read-upload'
import { listRefusedUploads } from '@/lib/scans/refused-uploads'
import { reading } from './reader'

export const loadScan = async (id: string) => getScan((await reading()).pool, id)

export const loadScans = async (query: Parameters<typeof listScanPage>[1]) =>
  listScanPage((await reading()).pool, query)

export const loadUpload = async (id: string) => readUpload((await reading()).pool, id)

export const loadRefusedUploads = async () => listRefusedUploads((await reading()).pool)
