import { CAUSES } from '@/lib/findings/types'
import { showsMovers, signalWords } from '@/lib/format/exception'
import type { Causes, WeeklyReview } from '../types'
import { csvOf } from './csv'

/** `new`, `gone`, then what is no drift, all that are not nothing. */
const causeRows = (causes: Causes): [string, number][] =>
  CAUSES.flatMap((cause) =>
    (['appeared', 'gone'] as const).flatMap((change): [string, number][] =>
      cause !== 'drift' && causes[cause][change] === 0
        ? []
        : [
            [
              `${cause} ${change}`,
              change === 'gone' ? -causes[cause][change] : causes[cause][change],
            ],
          ],
    ),
  )

type Row = (string | number | null | undefined)[]

/** Everything on the page as rows of one table: section, measure, subject, what, number, text. */
export function reviewCsv(review: WeeklyReview): string {
  const rows: Row[] = [['section', 'measure', 'subject', 'what', 'number', 'text']]
  const say = (parts: { text: string }[]) => parts.map(({ text }) => text).join('')
  rows.push(['lead', '', review.week.id, '', '', say(review.lead)])
  const { causes: all, ...totals } = review.totals
  for (const [what, number] of Object.entries(totals)) rows.push(['totals', '', '', what, number])
  for (const [what, number] of causeRows(all)) rows.push(['totals', '', '', what, number])
  for (const m of review.measures) {
    rows.push(
      ['measure', m.measure, '', 'value', m.value],
      ['measure', m.measure, '', 'change', m.change],
    )
    for (const [what, number] of causeRows(m.causes)) {
      rows.push(['measure', m.measure, '', what, number])
    }
  }
  for (const { measure, from, to, parts } of review.explained) {
    rows.push(['explained', measure, '', 'from', from])
    for (const { part, change } of parts) rows.push(['explained', measure, '', part, change])
    rows.push(['explained', measure, '', 'to', to])
  }
  for (const e of review.exceptions.shown) {
    rows.push(['exception', e.measure, e.label, e.signal.kind, e.drift, say(e.why)])
    rows.push(['exception', e.measure, e.label, 'now', e.value, signalWords(e.signal)])
    rows.push(['exception', e.measure, e.label, 'owner', '', e.who.owner?.name ?? 'nobody'])
    for (const { owner, findings, reason } of e.who.candidates) {
      rows.push(['candidate', e.measure, e.label, owner.name, findings.length, reason])
    }
    for (const note of e.notes) rows.push(['note', e.measure, e.label, note.at, '', note.text])
  }
  for (const m of showsMovers(review) ? review.movers : []) {
    rows.push(['mover', m.measure, m.label, m.by, m.change, say(m.why)])
  }
  for (const c of review.credit) {
    rows.push(['credit', c.measure, c.label, c.by, c.change, say(c.why)])
  }
  for (const a of review.carried) {
    rows.push(['action', a.measure, a.label, `${a.state} ${a.owner} ${a.due}`, a.now, a.text])
  }
  for (const b of review.board) {
    rows.push([
      'retry path',
      'duplicated-retries',
      b.service,
      b.message,
      String(b.attempts),
      b.arithmetic,
    ])
    for (const { kind, mechanism, attempts, owner } of b.layers) {
      const layer = [kind, mechanism].filter(Boolean).join(' ')
      rows.push([
        'retry layer',
        'duplicated-retries',
        b.service,
        layer,
        String(attempts),
        owner ?? 'nobody',
      ])
    }
  }
  for (const { decisionKind, introduced, stock } of review.panel) {
    const of = (what: string, number: number) =>
      rows.push(['never delegate', 'unowned-decisions', decisionKind, what, number])
    of('introduced unowned', introduced.unowned)
    of('introduced owned', introduced.owned)
    of('standing unowned', stock.unowned)
    of('standing owned', stock.owned)
    of('standing AI-assisted, at least', stock.assisted)
  }
  return csvOf(rows)
}
