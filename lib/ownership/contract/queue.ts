import type { FindingRow } from '@/lib/findings/types'
import type { Age, Standing } from './decision'
import type { Decay } from './words'

export const QUEUES = [
  'to-own',
  'to-ratify',
  'expiring',
  'expired',
  'decayed',
  'review-due',
  'rejected',
] as const
export type QueueName = (typeof QUEUES)[number]

export interface QueueItem {
  finding: FindingRow
  standing: Omit<Standing, 'because'>
  decay: Decay[]
  reviewOn?: string
  age: Age
}

/** GET /api/v1/ownership/queue?owner=@billing&queue=&cursor= */
export interface Queue {
  at: string
  owners: string[]
  sections: { queue: QueueName; total: number; items: QueueItem[]; next?: string }[]
  stamp: number
}
