'use client'

import { useQuery } from '@tanstack/react-query'
import { Message } from '@/components/ui/message'
import { boxesOf, viewOf } from '@/lib/charts/map-view'
import { prepareMap } from '@/lib/charts/prepare-map'
import { type MapView, mapHref, mapQuery, retryPathHref } from '@/lib/client/retry'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { SelectFilters } from '../ui/select-filters'
import { TextLink } from '../ui/text-link'
import { MapPicture } from './map-picture'
import { MapTable } from './map-table'
import { MapWeeks } from './map-weeks'
import { MissTable } from './miss-table'
import { TieList } from './tie-list'

/** Services, the calls between them, and how retries multiply on the way. */
export function RetryMapPage({ view, weeks }: { view: MapView; weeks: string[] }) {
  const { data } = useQuery(mapQuery(view))
  if (!data) return null
  const map = viewOf(data, view)
  const focus =
    view.service && data.nodes.find(({ id, label }) => [id, label].includes(view.service ?? ''))
  const { at, by, service, team, least, hops } = view
  const boxes = boxesOf(data, view)
  return (
    <>
      <header className="page-head">
        <h1>Retry map</h1>
        <p className="muted">
          {plural(map.nodes.filter(({ repository, near }) => repository && !near).length, boxes)},{' '}
          {plural(map.edges.length, 'call')}; how often one request can arrive in the worst case
        </p>
        <SelectFilters
          action="/retry-map"
          compact
          keep={{ at, hops }}
          filters={[
            {
              ...{ name: 'service', label: 'Service', all: 'All services', value: service },
              choices: data.services.map(({ id, service: name }) => ({ id, name })),
            },
            {
              ...{ name: 'team', label: 'Team', all: 'All teams', value: team },
              choices: data.teams.map((name) => ({ id: name, name })),
            },
            {
              ...{ name: 'least', label: 'Arrives', all: 'Any number', value: least?.toString() },
              choices: ['2', '4', '10', '30'].map((n) => ({ id: n, name: `${n} times or more` })),
            },
            {
              ...{ name: 'by', label: 'Boxes', all: `Boxes: ${boxes}s`, value: by },
              choices: [
                { id: 'team', name: 'Teams' },
                { id: 'service', name: 'Services' },
              ],
            },
          ]}
        />
      </header>
      {(focus || team !== undefined) && (
        <p className="note">
          <b>{focus ? visible(focus.label) : teamWords(team)}</b> and what is{' '}
          {hops === 2 ? 'up to two calls' : 'one call'} away.{' '}
          <TextLink href={mapHref({ ...view, hops: hops === 2 ? undefined : 2 })} scroll={false}>
            {hops === 2 ? 'one call away' : 'up to two calls away'}
          </TextLink>
          {' · '}
          <TextLink href={mapHref({ at, least })}>show everything</TextLink>
        </p>
      )}
      {boxes === 'team' && (
        <p className="muted">
          Boxes are teams; calls within a team are not drawn. A team opens its services.{' '}
          <TextLink href={mapHref({ ...view, by: 'service' })} scroll={false}>
            draw all {data.services.length} services
          </TextLink>
        </p>
      )}
      <MapWeeks view={view} weeks={weeks} />
      {map.worstPath && (
        <p>
          Highlighted, the worst path{' '}
          {map.worstPath.joined ? 'across services' : 'inside one service'}:{' '}
          <TextLink href={retryPathHref(map.worstPath.id, at)}>
            {visible(map.worstPath.arithmetic)}
          </TextLink>{' '}
          <span className="muted isolate">
            <Message text={map.worstPath.message} />
          </span>
        </p>
      )}
      {map.worstPath?.inside && (
        <p className="muted">
          The worst inside one service:{' '}
          <TextLink href={retryPathHref(map.worstPath.inside.id, at)}>
            <span className="isolate">
              <Message text={map.worstPath.inside.message} />
            </span>
          </TextLink>
          . The table below has every call, the worst first.
        </p>
      )}
      {map.nodes.length === 0 ? (
        <p className="empty panel">
          Nothing is known of flows at that time. They come with scans of this version of the
          scanner, for each commit that it scans.
        </p>
      ) : (
        <MapPicture picture={prepareMap(map)} view={view} />
      )}
      {map.quiet > 0 && (
        <p className="muted">
          Not drawn: {plural(map.quiet, 'call')} out of the house that nothing repeats.
        </p>
      )}
      <MapTable map={map} view={view} />
      <TieList ties={map.ties} />
      <MissTable misses={map.misses} services={map.services} />
    </>
  )
}

const teamWords = (team: string | undefined) =>
  team === 'none' ? 'Services without a team' : `Team ${visible(team ?? '')}`
