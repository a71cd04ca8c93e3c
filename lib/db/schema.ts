import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './root'

export const schemaFolder = path.join(root, 'prisma/schema')

/** prisma/schema as one text: a file per room, joined in the order of their names. */
export function readSchema(): string {
  return readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => readFileSync(path.join(schemaFolder, name), 'utf8'))
    .join('\n')
}
