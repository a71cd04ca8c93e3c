import { queryOptions } from '@tanstack/react-query'
import type { Channel, Digests, Sending } from '@/lib/digest/types'
import { fetchJson, postJson } from './fetch-json'

const URL = '/api/v1/digests'
const FRESH_MS = 30_000

export const digestsQuery = () =>
  queryOptions({
    queryKey: ['digests'],
    queryFn: ({ signal }) => fetchJson<Digests>(URL, signal),
    staleTime: FRESH_MS,
  })

/** A digest to be made. */
export interface NewDigest {
  team?: string
  channel: Channel
  target: string
  weekday: number
  hour: number
  timeZone: string
  always: boolean
}

/** The key of a webhook's signatures is told here and never again. */
export const addDigest = (digest: NewDigest): Promise<{ id: string; secret?: string }> =>
  postJson(URL, { kind: 'add', ...digest })

export const changeDigest = (kind: 'pause' | 'resume' | 'remove', id: string): Promise<unknown> =>
  postJson(URL, { kind, id })

export const sendDigest = (id: string): Promise<Pick<Sending, 'state' | 'reason'>> =>
  postJson(URL, { kind: 'send', id })
