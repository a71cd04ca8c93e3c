import { hashOf } from '@/lib/db/ids'
import { asArray, asObject, type JsonObject } from './access'
import { boundedBag } from './own-result'
import { type ReadLog, Refusal } from './read-log'
import type { Descriptor } from './rules'

/** Whether results of this rule are flow segments: material for joining, never findings. */
export function isFlow(descriptor: Descriptor | undefined): boolean {
  return asObject(asObject(descriptor?.rule.properties)?.plumbline)?.kind === 'flow'
}

/** The segment that a result of a flow rule reports (docs/formats/sarif.md). */
export function flowSegment(
  result: JsonObject,
  log: ReadLog,
  pointer: string,
): Record<string, unknown> {
  const at = `${pointer}/properties/plumbline/flow`
  const flow = boundedBag(asObject(asObject(asObject(result.properties)?.plumbline)?.flow), log, at)
  for (const end of ['entry', 'outgoing']) {
    const keys = asArray(asObject(flow?.[end])?.keys)
    if (!flow || keys.length === 0 || keys.some((key) => typeof key !== 'string')) {
      throw new Refusal(`a flow segment has no keys of its ${end}`, at)
    }
  }
  return flow ?? {}
}

/**
 * Keys, layers and gates are part of the form, because the join needs to know when they changed;
 * line numbers are not, because an edit above a layer changes nothing.
 */
export function flowForm(site: string, segment: Record<string, unknown>): string {
  const { left: _, ...said } = segment
  const text = JSON.stringify(said, (key, value) => (key === 'line' ? undefined : value))
  return hashOf(site, text).toString('hex')
}
