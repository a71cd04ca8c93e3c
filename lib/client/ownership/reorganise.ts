import type { ReorganisationRequest, ReorganisationResult } from '@/lib/ownership/types'
import { postJson } from '../fetch-json'
import { ownershipApi } from './api'

export const CHANGES = {
  rename: 'A team is renamed',
  merge: 'Teams become one',
  split: 'A team is split',
  dissolve: 'A team is dissolved',
  leave: 'A person leaves',
} as const

export type ChangeKind = keyof typeof CHANGES
type Change = ReorganisationRequest['change']

/** The change that a form describes. Throws in words where a line of it says nothing. */
export function changeOf(kind: ChangeKind, from: string, to: string, parts: string): Change {
  if (kind === 'rename') return { kind, from, to }
  if (kind === 'merge') return { kind, from: listOf(from), to }
  if (kind === 'dissolve') return { kind, from }
  if (kind === 'leave') return { kind, from, ...(to === '' ? {} : { to }) }
  const lines = parts.split('\n').filter((line) => line.trim() !== '')
  return { kind, from, parts: lines.map(partOf), ...(to === '' ? {} : { rest: to }) }
}

function partOf(line: string): { to: string; services: string[] } {
  const [to = '', services = ''] = line.split(':')
  if (to.trim() === '' || services.trim() === '') {
    throw new Error(`“${line.trim()}” should read: new team: service, service`)
  }
  return { to: to.trim(), services: listOf(services) }
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

export const sendReorganisation = (request: ReorganisationRequest): Promise<ReorganisationResult> =>
  postJson<ReorganisationResult>(ownershipApi.reorganisations, request)
