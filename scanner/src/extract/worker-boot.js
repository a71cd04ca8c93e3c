// Worker threads do not inherit the loader; plain JavaScript registers it, then the real worker runs.
import { register } from 'tsx/esm/api'

register({ tsconfig: false })
await import('./worker.ts')
