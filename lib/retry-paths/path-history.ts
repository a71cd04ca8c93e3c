import type { Client } from '@/lib/db/database'
import { given, textOf } from '@/lib/findings/shape'
import { commitsOf, isStock } from './commits'
import { saidArithmetic } from './fan-outs'
import { stepsOf } from './history'
import { repositoriesOf } from './known-until'
import { recordsIn } from './layers'
import {
  type RawChange,
  type RawPathAt,
  type RawStretch,
  readForms,
  readScansAt,
  readSegmentForms,
} from './queries'

/** The life of the finding, and of the flow behind it while it was none. */
export async function readAllForms(db: Client, id: string, raw: RawPathAt): Promise<RawStretch[]> {
  const forms = await readForms(db, id)
  const [entry, out] = [textOf(raw.data, 'entryKey'), textOf(raw.data, 'outgoingKey')]
  if (entry === null || out === null) return forms
  return [...forms, ...(await readSegmentForms(db, raw.repositoryId, entry, out))]
}

/** Versions whose commits may be known: the forms, and the segments that joined ones are made of. */
export function versionsOf(forms: readonly RawStretch[]): string[] {
  const segments = forms.flatMap(({ data }) => recordsIn(data, 'segments'))
  return [...new Set([...forms.map((f) => f.version), ...segments.map((s) => String(s.version))])]
}

/** The form that another took the place of at an instant. */
const endingAt = (forms: readonly RawStretch[], instant: string) =>
  forms.find(({ to }) => to?.toISOString() === instant)

/** Its attempts over time as steps, each with the commits that made it. */
export async function historyOf(
  db: Client,
  raw: RawPathAt,
  forms: readonly RawStretch[],
  changes: readonly RawChange[],
) {
  const steps = stepsOf(forms)
  const scans = await readScansAt(
    db,
    repositoriesOf(raw),
    steps.map(({ from }) => new Date(from)),
  )
  return steps.map(({ form, ...step }) => {
    const commits = commitsOf({ ...step, form }, endingAt(forms, step.from), changes, scans)
    return {
      ...step,
      ...given({ arithmetic: form ? saidArithmetic(form.data) : null }),
      ...(form && isStock(form) && commits.length === 0 ? { stock: true as const } : {}),
      commits,
    }
  })
}
