import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { HttpError } from '@/lib/client/fetch-json'
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
  /** Acts that `u` takes back, the last one first. */
  const done = useRef<string[][]>([])

  const run = useCallback(
    (work: () => Promise<Outcome | undefined>, batch: Batch | undefined) => {
      if (batch) setLeaving((all) => [...all, batch])
      const ended = queue.current.then(async () => {
        try {
          const outcome = await work()
          const { acts, skipped, summary, changed } = outcome ?? RECORDED
          if (acts.length > 0) done.current.push(acts)
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
      queue.current = ended
      return ended
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

  /** Takes the last act back, also one that is still on its way; asked again, the one before. */
  const undo = useCallback(() => {
    setSaid((before) => before && { ...before, acts: [] })
    void run(async () => {
      const acts = done.current.pop()
      if (!acts) throw new Error('Nothing is left to undo.')
      try {
        const outcome = await sendUndo(acts)
        newest.current = outcome.stamp
        return outcome
      } catch (error) {
        // Without an answer it may be tried again; what the server refuses it refuses for good.
        if (!(error instanceof HttpError)) done.current.push(acts)
        throw error
      }
    }, undefined)
    return true
  }, [run])

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
