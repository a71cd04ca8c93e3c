import { Scrolls } from '@/components/ui/scrolls'
import { TextLink } from '@/components/ui/text-link'
import { branchHref } from '@/lib/client/repositories'
import { day } from '@/lib/format/date'
import { count } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { BranchRow, BranchSide } from '@/lib/repositories/types'

/** Each branch against the one that charts follow. */
export function BranchesSection({ id, branches }: { id: string; branches: BranchRow[] }) {
  const main = branches.find((branch) => branch.isDefault)
  const href = ({ branch }: BranchRow, side: BranchSide) =>
    branchHref(id, { branch, side, from: 0 })
  if (branches.length < 2 || !main) return null
  return (
    <section className="section" aria-labelledby="branches">
      <div className="section-head">
        <h2 id="branches">Branches against {visible(main.branch)}</h2>
        <p>Equal are findings whose rule, path, function and code are equal.</p>
      </div>
      <Scrolls label="Table of branches" className="panel">
        <table>
          <thead>
            <tr>
              <th scope="col">Branch</th>
              <th scope="col">Newest commit</th>
              <th scope="col" className="n">
                Findings
              </th>
              <th scope="col" className="n">
                Only here
              </th>
              <th scope="col" className="n">
                Only on {visible(main.branch)}
              </th>
            </tr>
          </thead>
          <tbody>
            {branches.map((row) => (
              <tr key={row.branch}>
                <th scope="row" className="mono isolate">
                  {row.branch === '' ? '(not named)' : visible(row.branch)}
                </th>
                <td>{day(row.lastAt)}</td>
                <td className="n">
                  <Listed of={row.findings} href={href(row, 'all')} />
                </td>
                <td className="n">
                  {row.isDefault ? '–' : <Listed of={row.added} href={href(row, 'added')} />}
                </td>
                <td className="n">
                  {row.isDefault ? '–' : <Listed of={row.missing} href={href(row, 'missing')} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  )
}

/** A number that leads to what it counts. */
const Listed = ({ of, href }: { of: number; href: string }) =>
  of === 0 ? count(of) : <TextLink href={href}>{count(of)}</TextLink>
