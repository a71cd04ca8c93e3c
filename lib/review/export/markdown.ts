import { besidesOf } from '@/lib/format/drift'
import {
  assistedWords,
  authorWords,
  shareWords,
  showsMovers,
  signalWords,
} from '@/lib/format/exception'
import { decisionKinds, measureWords } from '@/lib/format/measure'
import { count, plural, signed } from '@/lib/format/number'
import { partWords } from '@/lib/format/part'
import { layerKind, timesShort } from '@/lib/format/retry'
import { weekShort } from '@/lib/format/week'
import type {
  BoardRow,
  CarriedAction,
  Exception,
  Mover,
  SentencePart,
  WeeklyReview,
  WhoCandidate,
} from '../types'

/** The page of a week as Markdown, in the order of the page. */
export function markdownOf(review: WeeklyReview): string {
  const { week, coverage, closed } = review
  const sections = [
    `# Review of ${week.id}`,
    `${coverage.fresh} of ${coverage.repositories} repositories known in this week.${closed ? ` Closed ${closed.at} by ${plain(closed.by)}.` : week.running ? ` Still running, as of ${week.at}.` : ''}`,
    list('Carried from earlier reviews', carried(review).map(actionLine)),
    text(review.lead),
    totalsLine(review),
    table(
      ['Measure', 'Now', 'Drift', 'New', 'Gone', 'No drift'],
      review.measures.map(({ measure, value, change, causes }) => [
        measureWords[measure].title,
        value === null ? 'no scan' : count(value),
        change === null ? '–' : signed(causes.drift.appeared - causes.drift.gone),
        count(causes.drift.appeared),
        count(causes.drift.gone),
        besidesOf(causes)
          .map(({ words }) => words)
          .join(', ') || '–',
      ]),
    ),
    ...review.explained
      .filter(({ parts }) => parts.length > 0)
      .map(
        ({ measure, from, to, parts }) =>
          `## ${measureWords[measure].title}: ${count(from)} → ${count(to)}\n\n${table(
            ['Part', 'Findings', 'Change'],
            parts.map(({ part, findings, change }) => [
              `${partWords[part].title} ${partWords[part].by}`,
              count(findings),
              signed(change),
            ]),
          )}`,
      ),
    `## ${count(review.exceptions.total)} exceptions`,
    ...review.exceptions.shown.map(exceptionText),
    `${plural(review.exceptions.normal.services, 'service')} within normal variation.`,
    list('Movers', showsMovers(review) ? review.movers.map(moverLine) : []),
    review.board.length > 0 ? `## Retry board\n\n${board(review)}` : '',
    `## Never delegate\n\n${panel(review)}`,
    list(
      'Improved most',
      review.credit.map(
        (c) =>
          `- ${plain(c.label)}: ${signed(c.change)} ${measureWords[c.measure].many}. ${text(c.why)}`,
      ),
    ),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

function totalsLine({ totals: { causes, pastDue }, week, explained }: WeeklyReview): string {
  const due = `${count(pastDue)} past due`
  if (explained.length === 0) return `New, gone and net not known; ${due}.`
  const { appeared, gone } = causes.drift
  const besides = besidesOf(causes).map(({ words }) => `; ${words}`)
  return `New ${signed(appeared)}, gone ${signed(-gone)}, net ${signed(appeared - gone)} since the end of ${weekShort(week.previous)}${besides.join('')}; ${due}.`
}

const carried = ({ carried: actions, week }: WeeklyReview) =>
  actions.filter((action) => action.week !== week.id)

function exceptionText(e: Exception): string {
  const unit = measureWords[e.measure].many
  return [
    `### ${plain(e.label)}: ${signed(e.drift)} ${unit}${e.reviewed ? ' (reviewed)' : ''}`,
    `${signalWords(e.signal)}. ${count(e.value)} now.`,
    [text(e.why), ...detailLines(e)].join('. '),
    `Who: ${e.who.owner ? plain(e.who.owner.name) : 'nobody'}. ${e.who.because}${e.who.candidates.map(candidateText).join('')}`,
    ...e.said.map((note) => `> said in ${note.week}: ${plain(note.text)}`),
    ...e.notes.map((note) => `> ${plain(note.text)}`),
    ...e.actions.map(actionLine),
  ]
    .filter(Boolean)
    .join('\n\n')
}

const candidateText = ({ owner, findings, reason }: WhoCandidate) =>
  ` Candidate for ${count(findings.length)}: ${plain(owner.name)} (${plain(reason)})`

const moverLine = (m: Mover) =>
  `- ${plain(m.label)}: ${signed(m.change)} ${measureWords[m.measure].many}, now ${count(m.value)}. ${text(m.why)}`

const detailLines = ({ details, drift }: Exception) =>
  details.findings === 0
    ? []
    : [
        details.paths.map((p) => `${plain(p.path)} ${shareWords(p.count, details)}`).join(', '),
        details.authors.length > 0 ? `by ${plain(authorWords(details))}` : '',
        assistedWords(details, drift),
      ].filter(Boolean)

const actionLine = (a: CarriedAction) =>
  `- [${a.state === 'done' ? 'x' : ' '}] ${plain(a.text)} (${plain(a.owner)}, ${a.due}, ${a.state}); ${plain(a.label)} ${count(a.before)} → ${count(a.now)}`

const layersText = ({ layers, arithmetic }: BoardRow) =>
  layers.length === 0
    ? (arithmetic ?? '–')
    : layers
        .map(
          ({ attempts, kind, mechanism, owner }) =>
            `${timesShort(attempts)} ${[layerKind(kind), mechanism].filter(Boolean).join(' ')} (${owner ?? 'nobody'})`,
        )
        .join(' × ')

const board = ({ board: rows }: WeeklyReview) =>
  table(
    ['Path', 'Layers', 'Worst case', 'Before'],
    rows.map((row) => [
      plain(row.message),
      plain(layersText(row)),
      String(row.attempts),
      String(row.before ?? 'new'),
    ]),
  )

const panel = ({ panel: rows }: WeeklyReview) =>
  table(
    ['Kind', 'New unowned', 'New owned', 'Unowned', 'Owned', 'AI-assisted, at least'],
    rows.map(({ decisionKind, introduced, stock }) => [
      decisionKinds[decisionKind] ?? decisionKind,
      ...[introduced.unowned, introduced.owned, stock.unowned, stock.owned].map(count),
      count(stock.assisted),
    ]),
  )

const list = (title: string, lines: string[]) =>
  lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}`
const text = (parts: readonly SentencePart[]) => plain(parts.map((part) => part.text).join(''))
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (head: string[], rows: string[][]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

/** Text of others on one line, so that it neither ends a table nor becomes a link or a tag. */
const plain = (said: string) =>
  said.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`)
