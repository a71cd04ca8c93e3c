import type { CallAnchor, MarkAnchor } from './anchor'

const kind = 'state-machine'

/** Machines built by a library. */
export const machineCalls: readonly CallAnchor[] = [
  {
    kind,
    on: ['js'],
    anchor: 'xstate machine',
    hints: ['xstate', 'robot3', 'javascript-state-machine', 'state-machine'],
    target:
      /^(xstate\.(createMachine|Machine|setup)|@xstate\/fsm\.createMachine|robot3\.createMachine|javascript-state-machine)$/,
    says: 'State machine',
    leaves: 'what happens to stored states when it changes is not stated',
    source: 'https://stately.ai/docs/machines',
  },
  {
    kind,
    on: ['python'],
    anchor: 'transitions.Machine',
    hints: ['transitions', 'automat'],
    target: /^(transitions\.(extensions\.(\w+\.)?)?\w*Machine|automat\.MethodicalMachine)$/,
    says: 'State machine',
    leaves: 'what happens to stored states when it changes is not stated',
    source: 'https://github.com/pytransitions/transitions#readme',
  },
  {
    kind,
    on: ['python'],
    anchor: 'FSMField',
    hints: ['django_fsm', 'viewflow'],
    target: /^(django_fsm|viewflow\.fsm)\.(FSM\w*Field|State)$/,
    says: 'Field whose transitions are guarded by methods',
    leaves: 'two processes may take a transition at once unless the row is locked',
    source: 'https://github.com/viewflow/django-fsm#readme',
  },
  {
    kind,
    on: ['java'],
    anchor: 'Spring Statemachine',
    hints: ['statemachine'],
    target: /^org\.springframework\.statemachine\..*Builder(\.builder)?$/,
    says: 'State machine',
    leaves: 'what happens to stored states when it changes is not stated',
    source: 'https://docs.spring.io/spring-statemachine/docs/current/reference/',
  },
  {
    kind,
    on: ['go'],
    anchor: 'looplab/fsm',
    hints: ['looplab/fsm', 'stateless'],
    target: /^github\.com\/(looplab\/fsm\.NewFSM|qmuntal\/stateless\.NewStateMachine\w*)$/,
    says: 'State machine',
    leaves: 'what happens to stored states when it changes is not stated',
    source: 'https://pkg.go.dev/github.com/looplab/fsm',
  },
]

/** Machines declared by annotation. */
export const machineMarks: readonly MarkAnchor[] = [
  {
    kind,
    on: ['java'],
    anchor: '@EnableStateMachine',
    hints: ['@EnableStateMachine'],
    name: /^EnableStateMachine(Factory)?$/,
    per: 'member',
    says: 'State machine configured here',
    leaves: 'what happens to stored states when it changes is not stated',
    source: 'https://docs.spring.io/spring-statemachine/docs/current/reference/',
  },
]

/** A type that is called a status or a state. */
export const MACHINE_NAME =
  /(?:Status|State|Stage|Phase|Lifecycle)(?:es|s)?(?:Type|Enum|Code)?(?:Schema)?$/

/**
 * Statuses that no process moves through: protocol codes, what a screen shows while loading, what
 * a filter offers.
 */
export const NO_MACHINE =
  /Http|Response|Exit|Error|Filter|Sort|Order(?:By)State|Display|Load|Fetch|Form|Field|View|Panel|Dialog|Drawer|Modal|Button|Selector|Hover|Focus|Theme|Layout|Expan|Select|Search|Input|Ui[A-Z]|Props|United|Country|Message(?=State$)|Health/

/** A word that a thing is said to be in the middle or at the end of something it goes through. */
export const LIFECYCLE =
  /(?:^|[^a-z])(?:draft|new|created|initiali[sz]ed|initiated|submitted|requested|pending|waiting|awaiting|queued|scheduled|started|running|processing|in.?progress|in.?flight|active|activated|inactive|dormant|paused|suspended|blocked|approved|accepted|confirmed|unconfirmed|rejected|declined|failed|failure|succeeded|success|completed|complete|done|finished|cancell?ed|aborted|expired|closed|open|half.?open|sent|delivered|received|posted|paid|refunded|returned|fulfilled|shipped|charged|withdrawn|deleted|disabled|enabled|archived|published|stopped|idle|ready|transferred|overpaid)(?:$|[^a-z])/i
