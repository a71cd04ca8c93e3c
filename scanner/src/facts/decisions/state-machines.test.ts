import { describe, expect, it } from 'vitest'
import { decide, shapes } from './testing/decide'

describe('decision/state-machine', () => {
  it.each([
    ["export enum JobStatus { Queued = 'q', Running = 'r', Done = 'd' }", 'status enum'],
    ["export type RunStatus =\n  | 'queued'\n  | 'running'\n  | 'done'", 'status union'],
    ["export const RunStatus = { QUEUED: 'queued', DONE: 'done' } as const", 'status constants'],
    ["export const RunStatusSchema = z.enum(['queued', 'running', 'done'])", 'status enum'],
    ["const TRANSITIONS = { draft: ['sent'], sent: [] }", 'transition table'],
    ["import { createMachine } from 'xstate'\nconst m = createMachine({})", 'xstate machine'],
    ['export function applyStateMachine(a: A) { return a }', 'state machine by hand'],
  ])('TypeScript: %s', async (source, shape) => {
    expect(await shapes('typescript', source)).toEqual([`state-machine: ${shape}`])
  })

  it.each([
    "type RunStatus = 'queued' | 'running' | 'done'",
    "export type FilterState = 'pending' | 'done' | 'failed'",
    'export type WizardState = { step: number }',
    "export type SdkStatus = 'supported' | 'unsupported' | 'unknown'",
    "export type Kind = 'queued' | 'running' | 'done'",
    "import { useState } from 'react'\nexport type RunStatus = 'queued' | 'running' | 'done'",
    'enum HttpStatus { Active = 1, Closed = 2 }',
    'const [runState, setRunState] = useState()',
  ])('TypeScript: is silent on %s', async (source) => {
    expect(await shapes('typescript', source)).toEqual([])
  })

  it('Python: reports constants, enums and tables, not what an API shows of them', async () => {
    const source = `
class OrderStatus:
    DRAFT = "draft"
    CANCELED = "canceled"
    CHOICES = [(DRAFT, "Draft")]

class JobState(StrEnum):
    PENDING = "pending"
    DONE = "done"

class StaffStatus(BaseEnum):
    ACTIVE = "active"
    DEACTIVATED = "deactivated"

class OrderChargeStatus:
    NONE = "none"
    FULL = "full"

ORDER_TRANSITIONS = {"draft": ["sent"], "sent": []}
`
    const found = await decide('python', source)
    expect(found.map(({ shape, snippet }) => `${shape}: ${snippet}`)).toEqual([
      'status constants: class OrderStatus',
      'status constants: class JobState',
      'transition table: ORDER_TRANSITIONS',
    ])
    expect(found[0]?.message).toContain('OrderStatus (2: DRAFT, CANCELED)')
  })

  it('Java: reports status enums and machines, not reasons or protocol codes', async () => {
    const source = `
      enum LoanStatus { PENDING(1), ACTIVE(2), CLOSED(3); }
      enum HttpStatus { ACTIVE, CLOSED }
      enum TransferSubStatus { BALANCE_ZERO, USER_REQUESTED }
      class LoanStateMachine { void transition() {} }`
    expect(await shapes('java', source)).toEqual([
      'state-machine: status enum',
      'state-machine: state machine by hand',
    ])
  })

  it('Go: reports a type with its constants', async () => {
    const typed = `package a
      type JobStatus string
      const ( Pending JobStatus = "pending"; Running JobStatus = "running"; Done JobStatus = "done" )`
    expect(await shapes('go', typed)).toEqual(['state-machine: status constants'])
    expect(
      await shapes('go', 'package a\ntype JobStatus string\ntype Status struct { A int }'),
    ).toEqual([])
  })

  it.each([
    [
      'go',
      'looplab/fsm',
      'package a\nimport "github.com/looplab/fsm"\nvar m = fsm.NewFSM("a", nil, nil)',
    ],
    [
      'go',
      'qmuntal/stateless',
      'package a\nimport "github.com/qmuntal/stateless"\nvar m = stateless.NewStateMachine("a")',
    ],
    ['typescript', 'robot3', "import { createMachine } from 'robot3'\nconst m = createMachine({})"],
    ['python', 'automat', 'from automat import MethodicalMachine\nm = MethodicalMachine()'],
  ] as const)('%s: names the library that is imported, %s', async (language, library, source) => {
    expect(await shapes(language, source)).toEqual([`state-machine: ${library}`])
  })

  const ORDER = `package a
    import "github.com/qmuntal/stateless"
    type OrderStatus string
    const ( Draft OrderStatus = "draft"; Sent OrderStatus = "sent"; Paid OrderStatus = "paid" )`

  it('one machine is one decision: its states, the function that builds it and the library', async () => {
    const source = `${ORDER}
      func NewOrderStateMachine(at OrderStatus) *stateless.StateMachine {
        sm := stateless.NewStateMachine(at)
        sm.Configure(Draft).Permit("send", Sent)
        return sm
      }`
    expect(await shapes('go', source)).toEqual(['state-machine: qmuntal/stateless'])
  })

  it('states that the machine of the file does not move through stay a decision', async () => {
    const source = `${ORDER}
      func build() { stateless.NewStateMachine("elsewhere") }`
    expect((await shapes('go', source)).sort()).toEqual([
      'state-machine: qmuntal/stateless',
      'state-machine: status constants',
    ])
  })

  it('a machine on what another file has made with a library is not written by hand', async () => {
    const source = `package a
      import "github.com/qmuntal/stateless"
      func NewRefundStateMachine() *Refund { m := base(); m.Configure(stateless.State(1)); return m }`
    const [found, ...rest] = await decide('go', source)
    expect(rest).toEqual([])
    expect(found?.shape).toBe('qmuntal/stateless')
    expect(found?.message).toBe(
      'State machine NewRefundStateMachine on qmuntal/stateless, what happens to stored states when it changes is not stated',
    )
  })
})
