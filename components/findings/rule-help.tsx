import type { FindingDetail } from '@/lib/findings/types'
import { webUrl } from '@/lib/format/markdown-inline'
import { visible } from '@/lib/format/visible'
import { Markdown } from '../ui/markdown'

/** What the rule looks for, why it matters, what to do instead. */
export function RuleHelp({ finding }: { finding: FindingDetail }) {
  const { summary, help, rule } = finding
  const uri = webUrl(finding.helpUri)
  if (!summary && !help && !uri) return null
  return (
    <section className="rule-help" aria-labelledby="why">
      <h2 id="why">Why this matters</h2>
      {summary && summary !== help && <p className="muted">{visible(summary)}</p>}
      {help && <Markdown text={help} path={finding.path} />}
      {uri && (
        <p>
          <a className="text-link" href={uri} rel="noreferrer noopener nofollow">
            More about {visible(rule.name)}
          </a>
        </p>
      )}
    </section>
  )
}
