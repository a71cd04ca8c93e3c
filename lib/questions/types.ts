import type { Named } from '@/lib/retry-paths/types'

/** A layer of a path as it was when its owners were asked. */
export interface AskedLayer {
  /** What the path page names it by (lib/retry-paths/layers.ts). */
  key: string
  kind: string
  mechanism?: string
  service: string
  repositoryId: string
  repository: string
  path?: string
  line?: number
  symbol?: string
}

/** An asked layer with who answers for it now. */
export interface QuestionLayer extends AskedLayer {
  /** The team that the place of the layer belongs to. */
  team?: Named
  /** Who owns the decision at that place. */
  owner?: string
}

/** Why a question is closed. */
export type ClosedHow = 'by-hand' | 'layer-gone' | 'path-gone'

/** One question to the owners of all layers of a retry path. JSON only. */
export interface RetryQuestion {
  id: string
  /** The finding. */
  path: string
  /** The path as it read when it was asked. */
  about: string
  text: string
  /** A day. */
  due?: string
  at: string
  by: string
  layers: QuestionLayer[]
  closed?: { at: string; by: string; how: ClosedHow; reason: string }
}

export interface RetryQuestions {
  questions: RetryQuestion[]
}
