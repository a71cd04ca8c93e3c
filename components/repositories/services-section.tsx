import { Scrolls } from '@/components/ui/scrolls'
import { groupHref } from '@/lib/client/groups'
import { findingsHref } from '@/lib/client/urls'
import { measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import type { ServiceRow } from '@/lib/repositories/types'
import { MEASURES } from '@/lib/trends/types'
import { PageLink } from '../ui/text-link'

interface Props {
  services: ServiceRow[]
  repository: string
  at: string
}

/** Services of a repository, whose they are, and what stands in them. */
export function ServicesSection({ services, repository, at }: Props) {
  if (services.length === 0) return null
  return (
    <section className="section" aria-labelledby="services">
      <div className="section-head">
        <h2 id="services">Services and who answers for them</h2>
      </div>
      <Scrolls label="Table of services" className="panel">
        <table className="stacks">
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Team</th>
              {MEASURES.map((measure) => (
                <th key={measure} scope="col" className="n">
                  {measureWords[measure].title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {services.map(({ id, name, team, counts }) => (
              <tr key={`${id} ${team?.id}`}>
                <th scope="row">
                  <PageLink href={groupHref('service', id)}>{name}</PageLink>
                </th>
                <td className="whole" data-label="Team">
                  {team ? (
                    <PageLink href={groupHref('team', team.id)}>{team.name}</PageLink>
                  ) : (
                    <span className="chip dashed">nobody</span>
                  )}
                </td>
                {MEASURES.map((measure) => (
                  <td key={measure} className="n" data-label={measureWords[measure].title}>
                    <PageLink
                      href={findingsHref({
                        measure,
                        repository,
                        service: id,
                        team: team?.id ?? 'none',
                        at,
                      })}
                    >
                      {count(counts[measure])}
                    </PageLink>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  )
}
