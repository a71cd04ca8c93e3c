import { recordsIn } from './layers'
import { type Attempts, attemptsIn, boundedProduct, fromStored, layerList, worse } from './product'
import type { RawStretch } from './queries'
import { cutAt } from './stretches'
import type { PathStep } from './types'

/** Attempts of one form as charts count them. */
export function chartedAttempts({
  attempts,
  data,
}: Pick<RawStretch, 'attempts' | 'data'>): Attempts {
  const layers = layerList(data)
  if (attempts !== Number.POSITIVE_INFINITY || layers.length === 0) return fromStored(attempts)
  const counts = layers.map((layer) => attemptsIn(layer.attempts))
  // Work that is put back as new starts its queue's attempts anew: no number of theirs bounds it.
  if (layers.some(({ mechanism }) => mechanism === 'self-requeue')) return 'unbounded'
  const finite = counts.filter((one) => one !== 'unbounded')
  return finite.length > 0 ? boundedProduct(counts) : 'unbounded'
}

/** Something on one form has no end, be it a layer or what stands beside them. */
const isEndless = (data: unknown): boolean =>
  recordsIn(data, 'unboundedBecause').length > 0 ||
  layerList(data).some(({ attempts }) => attemptsIn(attempts) === 'unbounded')

/** Worst-case attempts over time as steps: equal neighbours are one, gaps are said. */
export function stepsOf(forms: readonly RawStretch[]): (PathStep & { form?: RawStretch })[] {
  const times = forms.map(({ from, to }) => ({
    from: from.getTime(),
    to: to?.getTime() ?? Number.POSITIVE_INFINITY,
  }))
  const first = Math.min(...times.map(({ from }) => from))
  const whole = { from: first, to: Math.max(...times.map(({ to }) => to)) }
  const steps: (PathStep & { form?: RawStretch })[] = []
  for (const { from, to } of forms.length === 0 ? [] : cutAt([whole], [times])) {
    const here = forms.filter((_, i) => {
      const time = times[i]
      return time !== undefined && time.from <= from && from < time.to
    })
    const worst = here.sort((a, b) => worse(chartedAttempts(a), chartedAttempts(b)))[0]
    const attempts = worst ? chartedAttempts(worst) : null
    const until = to === Number.POSITIVE_INFINITY ? undefined : new Date(to).toISOString()
    const last = steps.at(-1)
    const endless = worst && isEndless(worst.data) ? true : undefined
    if (last && last.attempts === attempts && last.endless === endless) last.to = until
    else {
      steps.push({
        from: new Date(from).toISOString(),
        to: until,
        attempts,
        ...(endless && { endless }),
        commits: [],
        form: worst,
      })
    }
  }
  return steps
}
