import type pg from 'pg'
import { getUpload } from '@/lib/ingest/get-upload'
import type { UploadStatus } from './types'

/** One upload with its receipt, for the page of scans; undefined for an id nobody was given. */
export function readUpload(pool: pg.Pool, id: string): Promise<UploadStatus | undefined> {
  return getUpload(pool, id)
}
