import type { OwnMarkFact } from '../../model'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { attemptsOf } from '../retry/knobs'
import { LIBRARIES, libraryKey, packageOf } from '../retry/libraries'
import type { RetryLibrary } from '../retry/library'
import { repeatedCalls } from '../retry/repeated'
import { FUNCTIONS, symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { pythonMark } from './marked-entries'
import { nameRef } from './name-ref'

/** What repositories call their own; others are not looked at. */
const OWN = /(^|[._])(actor|task|job|worker|cron|periodic|background|queued?)[a-z]*$/i
const MAKES = /(^|\.)_*(actor|shared_task|task|periodic_task|db_task)$/
const JOBS: readonly RetryLibrary[] = LIBRARIES.python.filter(({ kind }) => kind === 'job')
const OPTIONS: readonly string[] = [
  ...new Set(JOBS.flatMap(({ knobs = [] }) => knobs.flatMap(({ option }) => option ?? []))),
]

/** A decorator on a function of the file, which is no library's that is known. */
function ownMark(node: SyntaxNode, ctx: DetectorContext): OwnMarkFact | undefined {
  const on = node.parent?.child('definition')
  if (on?.type !== 'function_definition') return undefined
  const args = ctx.args(node)
  const name = args.option('actor_name') ?? args.option('name') ?? args.positional[0]
  const options: OwnMarkFact['options'] = {}
  for (const option of OPTIONS) {
    const value = args.option(option)
    if (value) options[option] = typeof value.literal === 'number' ? value.literal : null
  }
  const again = args.option('autoretry_for') !== undefined || /\.retry\(/.test(on.text)
  return {
    callee: ctx.callee(node),
    name: nameRef(name?.node, ctx),
    options,
    ...(again ? { again } : {}),
    symbol: symbolOf(on),
    repeats: repeatedCalls([on]),
    site: ctx.site(node),
  }
}

function outermost(node: SyntaxNode): SyntaxNode | undefined {
  let found: SyntaxNode | undefined
  for (let at = node.parent; at; at = at.parent) if (FUNCTIONS.has(at.type)) found = at
  return found
}

/** Notes the function around that makes a library's jobs: what is decorated with it is one. */
function noteMaker(node: SyntaxNode, ctx: DetectorContext): void {
  const around = outermost(node)
  const mark = around && pythonMark(node, ctx)
  if (!around || mark?.kind !== 'job') return
  const row = JOBS.find((one) => packageOf(one) === mark.mechanism)
  const count = row && attemptsOf(row, node, ctx)
  ctx.flow.jobMakers = [
    ...(ctx.flow.jobMakers ?? []),
    {
      symbol: symbolOf(around),
      mechanism: mark.mechanism,
      ...(row ? { library: libraryKey(row) } : {}),
      ...(count?.explicit ? { attempts: count.attempts, basis: count.basis } : {}),
      ...(/autoretry_for/.test(around.text) ? { again: true as const } : {}),
    },
  ]
}

/** Decorators of a repository's own around Celery's, Dramatiq's and their like, and what stands under them. */
export const ownMarks: Detector = {
  rules: [],
  languages: ['python'],
  nodeTypes: ['decorator', 'call'],
  visit(node, ctx) {
    const callee = ctx.callee(node)
    const makes = MAKES.test(callee) && node.parent?.type !== 'decorator'
    const isMark = node.type === 'decorator' && OWN.test(callee)
    if ((!makes && !isMark) || isTestFile(ctx)) return
    if (makes) noteMaker(node, ctx)
    if (!isMark || pythonMark(node, ctx)) return
    const found = ownMark(node, ctx)
    if (found) ctx.flow.ownMarks = [...(ctx.flow.ownMarks ?? []), found]
  },
}
