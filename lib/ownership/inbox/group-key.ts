import * as z from 'zod'

/** By what decisions are alike; a service is one of one repository. */
export interface GroupParts {
  service: string
  decisionKind: string
  shape: string
  directory: string
}

const Wire = z.tuple([z.uuid(), z.string(), z.string(), z.string()])

/** Opaque to clients: base64url of JSON. */
export function encodeGroup({ service, decisionKind, shape, directory }: GroupParts): string {
  return Buffer.from(JSON.stringify([service, decisionKind, shape, directory])).toString(
    'base64url',
  )
}

/** Undefined for a key that this server did not give. */
export function decodeGroup(key: string): GroupParts | undefined {
  const wire = Wire.safeParse(parse(key))
  if (!wire.success || wire.data.some((part) => part.includes('\0'))) return undefined
  const [service, decisionKind, shape, directory] = wire.data
  return { service, decisionKind, shape, directory }
}

function parse(key: string): unknown {
  try {
    return JSON.parse(Buffer.from(key, 'base64url').toString())
  } catch {
    return undefined
  }
}
