import { blocking } from './blocking/blocking'
import { decisionDetectors } from './decisions'
import type { Detector } from './detector'
import { builtRequests } from './flow/built-requests'
import { consumers, procedures } from './flow/consumers'
import { djangoRoutes } from './flow/django'
import { clientBeans, declaredClients } from './flow/feign'
import { grpcServices, nodeServices } from './flow/grpc'
import { goServices } from './flow/grpc-go'
import { httpCalls } from './flow/http-calls'
import { jobClasses } from './flow/job-classes'
import { kafkaErrors } from './flow/kafka-errors'
import { madeClients } from './flow/made-clients'
import { madeQueues } from './flow/made-queues'
import { markedEntries } from './flow/marked-entries'
import { messageSends } from './flow/messages'
import { nameConstants } from './flow/name-constants'
import { ownAnnotations } from './flow/own-annotations'
import { ownMarks } from './flow/own-marks'
import { ownRoutes } from './flow/own-routes'
import { pgBoss } from './flow/pg-boss'
import { queueFlow } from './flow/queues'
import { requeues } from './flow/requeues'
import { routeEntries } from './flow/routes'
import { standardServers } from './flow/standard-servers'
import { templateBeans } from './flow/template-beans'
import { limitCalls } from './limits/limit-calls'
import { activities } from './retry/activities'
import { attachedRetries } from './retry/attached'
import { retryingClients } from './retry/clients'
import { libraryCalls } from './retry/library-calls'
import { limitConstants } from './retry/limit-constants'
import { retryLoops } from './retry/loops'
import { recursions } from './retry/recursions'
import { rows } from './rows/rows'
import { catchBlocks } from './swallowed/catch-blocks'
import { goErrors } from './swallowed/go-errors'
import { promiseCatch } from './swallowed/promise-catch'

/** Everything that looks at a file. Order does not matter. */
export const DETECTORS: Detector[] = [
  catchBlocks,
  promiseCatch,
  goErrors,
  libraryCalls,
  attachedRetries,
  retryingClients,
  activities,
  retryLoops,
  recursions,
  nameConstants,
  limitConstants,
  queueFlow,
  madeQueues,
  jobClasses,
  pgBoss,
  requeues,
  routeEntries,
  standardServers,
  markedEntries,
  ownMarks,
  ownRoutes,
  ownAnnotations,
  httpCalls,
  builtRequests,
  madeClients,
  messageSends,
  grpcServices,
  goServices,
  nodeServices,
  consumers,
  procedures,
  declaredClients,
  clientBeans,
  templateBeans,
  kafkaErrors,
  djangoRoutes,
  limitCalls,
  rows,
  blocking,
  ...decisionDetectors,
]
