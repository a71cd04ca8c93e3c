import { coloured } from '@/lib/code/code-rows'
import { lexiconNamed } from '@/lib/code/languages'
import type { Token } from '@/lib/code/types'

/** Lines of a fenced block in the colours of the language that its fence names; else plain. */
export const fencedLines = (text: string, language = ''): Token[][] =>
  coloured(text.split('\n'), lexiconNamed(language))
