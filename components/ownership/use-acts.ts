import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { HttpError } from '@/lib/client/fetch-json'
import { type Move, type Outcome, sendMove, sendUndo } from '@/lib/client/ownership/acts'
import type { Scope } from '@/lib/client/ownership/api'
import { type Asked, AskedActs } from '@/lib/client/ownership/asked-acts'

/** What is said about the last act, to eyes and ears alike. */
export interface Said {
  text: string
  tone: 'done' | 'failed'
  skipped: Outcome['skipped']
  /** The act that it is about, where that can be taken back. */
  asked?: Asked | undefined
}

/** Decisions that an act is about, and how they leave the page until the server has answered. */
export interface Batch {
  scopes: Scope[]
  keys: string[]
  findings: string[]
  expected: number | undefined
}

const TOUCHED = ['ownership', 'review', 'weekly', 'trends', 'findings', 'finding', 'freshness']

/** Acts that show at once, and are taken back with the reason where the server says no. */
export function useActs() {
  const client = useQueryClient()
  const [leaving, setLeaving] = useState<Batch[]>([])
  const [said, setSaid] = useState<Said>()
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map())
  const queue = useRef(Promise.resolve(true))
  const newest = useRef(0)
  const [asks] = useState(() => new AskedActs())

  /** One after the other. Work without an outcome changed nothing, and nothing is said of it. */
  const run = useCallback(
    (work: () => Promise<Outcome | undefined>, batch?: Batch, undoable = false) => {
      if (batch) setLeaving((all) => [...all, batch])
      const outcome = queue.current.then(work)
      const asked = undoable ? asks.ask(outcome.then((done) => done?.acts ?? [])) : undefined
      const end = async () => {
        try {
          const done = await outcome
          if (!done) return true
          const { acts, skipped, summary, changed } = done
          const left = asked && acts.length > 0 && asks.has(asked) ? asked : undefined
          setSaid({ text: summary, tone: changed > 0 ? 'done' : 'failed', skipped, asked: left })
          setNotes(new Map(skipped.map(({ finding, reason }) => [finding, reason])))
          await client.invalidateQueries({
            predicate: ({ queryKey }) => TOUCHED.includes(String(queryKey[0])),
          })
          return true
        } catch (error) {
          const text = error instanceof Error ? error.message : String(error)
          setSaid({ text, tone: 'failed', skipped: [] })
          setNotes(new Map(batch?.keys.map((key) => [key, text])))
          return false
        } finally {
          setLeaving((all) => all.filter((one) => one !== batch))
        }
      }
      queue.current = end()
      return queue.current
    },
    [client, asks],
  )

  /** Without a move only what comes before it is done: a record, which is not taken back. */
  const act = useCallback(
    (move: Move | undefined, batch: Batch, before?: () => Promise<unknown>) =>
      run(
        async () => {
          await before?.()
          if (!move) return RECORDED
          const { scopes, expected } = batch
          return sendMove(move, scopes, expected && Math.max(expected, newest.current))
        },
        batch,
        move !== undefined,
      ),
    [run],
  )

  /** Takes back the act that is meant, else the last one, also while on its way; then the one before. */
  const undo = useCallback(
    (meant?: Asked) => {
      const taken = asks.take(meant)
      if (meant && !taken) return true
      setSaid((before) =>
        before && before.asked === taken ? { ...before, asked: undefined } : before,
      )
      void run(async () => {
        if (!taken) throw new Error('Nothing is left to undo.')
        const acts = await taken.acts
        // It failed, and that was said.
        if (acts.length === 0) return undefined
        try {
          const outcome = await sendUndo(acts)
          newest.current = outcome.stamp
          return outcome
        } catch (error) {
          // Without an answer it may be tried again; what the server refuses it refuses for good.
          if (!(error instanceof HttpError)) asks.giveBack(taken)
          throw error
        }
      })
      return true
    },
    [run, asks],
  )

  const say = useCallback((text: string) => setSaid({ text, tone: 'failed', skipped: [] }), [])

  return { act, undo, say, leaving, said, notes, dismiss: () => setSaid(undefined) }
}

export type Own = ReturnType<typeof useActs>

const RECORDED: Outcome = {
  summary: 'The record is saved.',
  acts: [],
  skipped: [],
  changed: 1,
  stamp: 0,
}
