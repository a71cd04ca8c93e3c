import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { type Move, type Outcome, sendMove, sendUndo } from '@/lib/client/ownership/acts'
import type { Scope } from '@/lib/client/ownership/api'

/** What is said about the last act, to eyes and ears alike. */
export interface Said {
  text: string
  tone: 'done' | 'failed'
  skipped: Outcome['skipped']
  /** Acts that `u` takes back. */
  acts: string[]
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

  const run = useCallback(
    (work: () => Promise<Outcome | undefined>, batch: Batch | undefined) => {
      if (batch) setLeaving((all) => [...all, batch])
      const done = queue.current.then(async () => {
        try {
          const outcome = await work()
          const { acts, skipped, summary, changed } = outcome ?? RECORDED
          setSaid({ text: summary, tone: changed > 0 ? 'done' : 'failed', skipped, acts })
          setNotes(new Map(skipped.map(({ finding, reason }) => [finding, reason])))
          await client.invalidateQueries({
            predicate: ({ queryKey }) => TOUCHED.includes(String(queryKey[0])),
          })
          return true
        } catch (error) {
          const text = error instanceof Error ? error.message : String(error)
          setSaid({ text, tone: 'failed', skipped: [], acts: [] })
          setNotes(new Map(batch?.keys.map((key) => [key, text])))
          return false
        } finally {
          setLeaving((all) => all.filter((one) => one !== batch))
        }
      })
      queue.current = done
      return done
    },
    [client],
  )

  /** Without a move only what comes before it is done: a record. */
  const act = useCallback(
    (move: Move | undefined, batch: Batch, before?: () => Promise<unknown>) =>
      run(async () => {
        await before?.()
        if (!move) return undefined
        const { scopes, expected } = batch
        return sendMove(move, scopes, expected && Math.max(expected, newest.current))
      }, batch),
    [run],
  )

  const undo = useCallback(() => {
    if (!said || said.acts.length === 0) return false
    const { acts } = said
    setSaid({ ...said, acts: [] })
    void run(async () => {
      const outcome = await sendUndo(acts)
      newest.current = outcome.stamp
      return outcome
    }, undefined)
    return true
  }, [run, said])

  const say = useCallback(
    (text: string) => setSaid({ text, tone: 'failed', skipped: [], acts: [] }),
    [],
  )

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
