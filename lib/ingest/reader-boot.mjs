// Worker threads do not inherit the TypeScript loader: register it, then run the real thing.
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) })
await import('./reader-thread.ts')
