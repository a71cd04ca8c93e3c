import { readBudgets } from '@/lib/budgets/queries/budgets'
import { scopesOf } from '@/lib/budgets/scopes'
import type { BudgetScope } from '@/lib/budgets/types'
import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { budgetWords } from '@/lib/format/budget'
import { scopeOf } from '@/lib/review/scope'
import { isoWeek, weekOf } from '@/lib/time/weeks'
import { type Directory, readDirectory } from '@/lib/trends/directory'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { repositoriesOf } from '@/lib/trends/relevance'
import type { Filter } from '@/lib/trends/types'
import {
  readMaps,
  readReleases,
  readReorganisations,
  readReviews,
  readToolSteps,
  type Within,
} from './queries'
import { EVENTS_AT_MOST, type EventMark } from './types'
import { noteWords, toolWords } from './words'

export interface EventsQuery {
  filter: Filter
  from: Date
  to: Date
}

/** What happened beside the code in (from, to], oldest first. */
export function getEvents(db: Client, query: EventsQuery): Promise<EventMark[]> {
  return inSnapshot(db, (client) => readEvents(client, query))
}

async function readEvents(db: Client, { filter, from, to }: EventsQuery): Promise<EventMark[]> {
  const directory = await readDirectory(db)
  const within: Within = { from, to, repositories: repositoriesOf(filter, directory) }
  const many = within.repositories === null || within.repositories.length > 1
  const releases = (await readReleases(db, within)).map(({ at, name, id, repository }) =>
    mark(
      at,
      'release',
      `${many ? `${repository.split('/').at(-1)} ` : ''}${name} released`,
      `/review/compare?${new URLSearchParams({ from: at.toISOString(), to: to.toISOString(), repository: id })}`,
    ),
  )
  const tools = (await readToolSteps(db, within)).map((step) => {
    const { kind, text } = toolWords(step)
    return mark(step.at, kind, text)
  })
  const maps = (await readMaps(db, within)).map(({ at, name }) =>
    mark(at, 'map', `services of ${name} placed anew`),
  )
  const teams = (await readReorganisations(db, within)).map(({ at, reason, who, to: into }) =>
    mark(at, 'teams', `${reason}: ${who} to ${into}`, '/ownership/reorganise'),
  )
  const all = [
    ...releases,
    ...tools,
    ...maps,
    ...teams,
    ...(await reviewEvents(db, filter, within)),
    ...(await budgetEvents(db, filter, within, directory)),
  ]
  return all.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)) || (a.text < b.text ? -1 : 1))
}

function mark(at: Date, kind: EventMark['kind'], text: string, href?: string): EventMark {
  return { at: at.toISOString(), kind, text, ...(href ? { href } : {}) }
}

/** Notes and closings, at the end of the week that was looked at. */
async function reviewEvents(db: Client, filter: Filter, { from, to }: Within) {
  const timeZone = await getTimeZone(db)
  // A week's marks stand at its last millisecond.
  const first = weekOf(new Date(from.getTime() + 1), timeZone).id
  const { notes, closed } = await readReviews(db, scopeOf(filter), first, weekOf(to, timeZone).id)
  const endOf = (week: string) =>
    new Date(Math.min(isoWeek(week, timeZone).to.getTime(), to.getTime()))
  return [
    ...notes.map(({ week, text, by }) =>
      mark(endOf(week), 'note', noteWords(week, text, by), `/review/${week}`),
    ),
    ...closed.map(({ week, by }) =>
      mark(endOf(week), 'closed', `review of ${week} closed by ${by}`, `/review/${week}`),
    ),
  ]
}

/** Budgets begun, changed and ended. */
async function budgetEvents(
  db: Client,
  filter: Filter,
  { from, to }: Within,
  directory: Directory,
) {
  const scopes = await scopesOf(db, filter, directory, to)
  const names = new Map(
    [...directory.serviceNames, ...directory.teamNames].map(({ id, name }) => [id, name]),
  )
  const concerns = ({ by, key }: BudgetScope) =>
    scopes === undefined || scopes.some((scope) => scope.by === by && scope.key === key)
  const marks = (await readBudgets(db)).filter(concerns).flatMap(({ id, key, versions }) =>
    versions.flatMap((version, i) => {
      const words = `${names.get(key) ?? key}: ${budgetWords(version.rule)}`
      const said = (at: string, verb: string) =>
        mark(new Date(at), 'budget', `budget ${verb}, ${words}`, `/budgets#${id}`)
      const last = i === versions.length - 1
      return [
        said(version.from, i === 0 ? 'begun' : 'changed'),
        ...(last && version.to !== undefined ? [said(version.to, 'ended')] : []),
      ]
    }),
  )
  return marks
    .filter(({ at }) => at > from.toISOString() && at <= to.toISOString())
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, EVENTS_AT_MOST)
}
