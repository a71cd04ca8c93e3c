import type { CallAnchor, MarkAnchor } from './anchor'

const kind = 'state-machine'
const says = 'State machine'
const leaves = 'what happens to stored states when it changes is not stated'

/** Machines built by a library. */
export const machineCalls: readonly CallAnchor[] = [
  {
    kind,
    on: ['js'],
    anchor: 'xstate machine',
    hints: ['xstate'],
    target: /^(xstate\.(createMachine|Machine|setup)|@xstate\/fsm\.createMachine)$/,
    says,
    leaves,
    source: 'https://stately.ai/docs/machines',
  },
  {
    kind,
    on: ['js'],
    anchor: 'robot3',
    hints: ['robot3'],
    target: /^robot3\.createMachine$/,
    says,
    leaves,
    source: 'https://thisrobot.life/api/createMachine.html',
  },
  {
    kind,
    on: ['js'],
    anchor: 'javascript-state-machine',
    hints: ['javascript-state-machine'],
    target: /^javascript-state-machine$/,
    says,
    leaves,
    source: 'https://github.com/jakesgordon/javascript-state-machine#readme',
  },
  {
    kind,
    on: ['python'],
    anchor: 'transitions.Machine',
    hints: ['transitions'],
    target: /^transitions\.(extensions\.(\w+\.)?)?\w*Machine$/,
    says,
    leaves,
    source: 'https://github.com/pytransitions/transitions#readme',
  },
  {
    kind,
    on: ['python'],
    anchor: 'automat',
    hints: ['automat'],
    target: /^automat\.MethodicalMachine$/,
    says,
    leaves,
    source: 'https://automat.readthedocs.io/',
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
    says,
    leaves,
    source: 'https://docs.spring.io/spring-statemachine/docs/current/reference/',
  },
  {
    kind,
    on: ['go'],
    anchor: 'looplab/fsm',
    hints: ['github.com/looplab/fsm'],
    target: /^github\.com\/looplab\/fsm\.NewFSM$/,
    says,
    leaves,
    source: 'https://pkg.go.dev/github.com/looplab/fsm',
  },
  {
    kind,
    on: ['go'],
    anchor: 'qmuntal/stateless',
    hints: ['github.com/qmuntal/stateless'],
    target: /^github\.com\/qmuntal\/stateless\.NewStateMachine\w*$/,
    says,
    leaves,
    source: 'https://pkg.go.dev/github.com/qmuntal/stateless',
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
    leaves,
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
