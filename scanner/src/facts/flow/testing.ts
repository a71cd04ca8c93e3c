import type { Language } from '../../model'
import { read } from '../testing'

/** Ways in of a source: kind, name, symbol. */
export const entries = async (language: Language, source: string) =>
  ((await read(language, source)).flow?.entries ?? []).map(
    (one) => `${one.kind} ${one.name} ${one.symbol}`,
  )

/** Calls of a source that leave the process: kind, method, address. */
export const outgoing = async (language: Language, source: string) =>
  ((await read(language, source)).flow?.outgoing ?? []).map(
    (one) => `${one.kind} ${one.method ?? '?'} ${one.url ?? one.callee}`,
  )

/** Messages that a source sends and remote methods that it calls: kind, name. */
export const sent = async (language: Language, source: string) =>
  ((await read(language, source)).flow?.outgoing ?? []).map(
    (one) => `${one.kind} ${one.name ?? '?'}`,
  )
