import type { BudgetRule } from '@/lib/budgets/types'
import { measureWords } from '@/lib/format/measure'
import { MEASURES, type Measure } from '@/lib/trends/types'

/** What a budget of each kind is, as it is chosen. */
export const KINDS: Record<BudgetRule['kind'], string> = {
  retries: 'No path with more than so many retry layers and attempts',
  unowned: 'At most so many unowned decisions older than so many days',
  falls: 'May only fall',
  most: 'At most so many',
}

interface Props {
  kind: BudgetRule['kind']
  /** Numbers that stand, where it is a change. */
  rule?: BudgetRule
}

/** The numbers of a budget. */
export function RuleFields({ kind, rule }: Props) {
  const of = { layers: 2, attempts: 6, days: 14, most: 0, ...rule }
  return (
    <>
      {kind === 'retries' && (
        <>
          <NumberField name="layers" label="Layers at most" least={1} value={of.layers} />
          <NumberField name="attempts" label="Attempts at most" least={1} value={of.attempts} />
        </>
      )}
      {(kind === 'falls' || kind === 'most') && !rule && (
        <label>
          Of what
          <select name="measure" className="field">
            {MEASURES.map((measure) => (
              <option key={measure} value={measure}>
                {measureWords[measure].title}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind === 'unowned' && (
        <NumberField name="days" label="Older than, in days" least={0} value={of.days} />
      )}
      {(kind === 'unowned' || kind === 'most') && (
        <NumberField name="most" label="How many at most" least={0} value={of.most} />
      )}
    </>
  )
}

function NumberField(props: { name: string; label: string; least: number; value: number }) {
  return (
    <label>
      {props.label}
      <input
        type="number"
        name={props.name}
        className="field"
        min={props.least}
        step={1}
        required
        defaultValue={props.value}
      />
    </label>
  )
}

/** What the fields say. */
export function ruleOf(
  kind: BudgetRule['kind'],
  form: FormData,
  standing?: BudgetRule,
): BudgetRule {
  const number = (name: string) => Number(form.get(name))
  const measure = standing?.measure ?? (String(form.get('measure')) as Measure)
  if (kind === 'retries') {
    const [layers, attempts] = [number('layers'), number('attempts')]
    return { kind, measure: 'duplicated-retries', layers, attempts }
  }
  if (kind === 'unowned') {
    return { kind, measure: 'unowned-decisions', days: number('days'), most: number('most') }
  }
  return kind === 'most' ? { kind, measure, most: number('most') } : { kind, measure }
}
