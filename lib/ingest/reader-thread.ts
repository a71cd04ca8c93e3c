import { parentPort, workerData } from 'node:worker_threads'
import type { ScanParams } from '@/lib/sarif/params'
import { unpackAndRead } from './unpack-and-read'

const { packed, params } = workerData as { packed: Uint8Array; params: ScanParams }
parentPort?.postMessage(unpackAndRead(packed, params))
