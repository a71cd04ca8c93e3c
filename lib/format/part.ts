import type { Cause, Part } from '@/lib/findings/types'

interface PartWords {
  /** Under a bar: `introduced`, and what did it. */
  title: string
  by: string
  /** After a number: `9 flagged patterns introduced by code`. */
  list: string
}

/** How each part of a change is named, everywhere the same. */
export const partWords: Record<Part, PartWords> = {
  introduced: { title: 'introduced', by: 'by code', list: 'introduced by code' },
  returned: { title: 'came back', by: 'in code', list: 'that came back' },
  gone: { title: 'gone', by: 'by code', list: 'gone by code' },
  moved: { title: 'moved', by: 'renames', list: 'found again at another place' },
  'rule-added': { title: 'rule added', by: 'no drift', list: 'found by a rule that is new' },
  'rule-removed': { title: 'rule removed', by: 'no drift', list: 'no longer looked for' },
  coverage: { title: 'coverage', by: 'first looked at', list: 'first looked at' },
  'moved-in': { title: 'moved in', by: 'service or team', list: 'that came from elsewhere' },
  'moved-out': { title: 'moved out', by: 'service or team', list: 'that went elsewhere' },
  owned: { title: 'given an owner', by: 'by people', list: 'given an owner' },
  'ownership-ended': { title: 'lost its owner', by: 'decayed', list: 'that lost their owner' },
  accepted: { title: 'accepted', by: 'by people', list: 'accepted' },
  'acceptance-ended': { title: 'expired', by: 'acceptance', list: 'no longer accepted' },
  suppressed: { title: 'suppressed', by: 'in code', list: 'suppressed' },
  unsuppressed: { title: 'unsuppressed', by: 'in code', list: 'no longer suppressed' },
}

/** After a number, where it is not drift: `58 flagged patterns first looked at`. */
export const causeWords: Record<Exclude<Cause, 'drift'>, Record<'appeared' | 'gone', string>> = {
  coverage: { appeared: 'first looked at', gone: 'no longer looked for' },
  placed: { appeared: 'that came from elsewhere', gone: 'that went elsewhere' },
}
