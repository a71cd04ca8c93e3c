import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as wasmModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { root } from './root'
import { readSchema } from './schema'
import { indexWords } from './words'

const filters = { externalTables: [], externalEnums: [] }
const migrationsFolder = path.join(root, 'prisma/migrations')

let loaded: Promise<void> | undefined

/** The module keeps its instance in a variable of its own, so it is instantiated once a process. */
async function loadModule(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const file = path.join(path.dirname(entry), 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    './schema_engine_bg.js': wasmModule as unknown as WebAssembly.ModuleImports,
  })
  wasmModule.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: reportPanic } })
}

/**
 * Runs `work` with Prisma's schema engine as WebAssembly: what `prisma migrate` does, without
 * downloading the native engine that the command line insists on. Leaves no connection behind.
 */
async function withSchemaEngine<T>(
  url: string,
  work: (engine: wasmModule.SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= loadModule()
  await loaded
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool))
    const engine = await wasmModule.SchemaEngine.new(
      { datamodels: [['schema.prisma', readSchema()]] },
      () => {},
      adapter,
    )
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

/** Applies what is new in prisma/migrations, with Prisma's own bookkeeping; returns the names. */
export async function applyMigrations(url: string): Promise<string[]> {
  const applied = await withSchemaEngine(url, async (engine) => {
    const output = await engine.applyMigrations({ migrationsList: migrationsList(), filters })
    return output.appliedMigrationNames
  })
  await indexWords(url)
  return applied
}

/**
 * SQL from the schema that the last migration led to (kept beside its SQL) to prisma/schema.
 * Empty when nothing changed. The engine wants some database to connect to; it reads nothing there.
 */
export function migrationScript(url: string): Promise<string> {
  return withSchemaEngine(url, async (engine) => {
    const previous = migrationNames().at(-1)
    const last =
      previous && readFileSync(path.join(migrationsFolder, previous, 'schema.prisma'), 'utf8')
    const { stdout } = await engine.diff({
      from: last
        ? { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: last }] }
        : { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: readSchema() }] },
      script: true,
      exitCode: null,
      filters,
    })
    return stdout?.includes('This is an empty migration') ? '' : (stdout ?? '')
  })
}

/** The engine calls this before it aborts; without it the cause of a failed migration is lost. */
function reportPanic(message: string): void {
  console.error(`schema engine: ${message}`)
}

function migrationNames(): string[] {
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function migrationsList() {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: readFileSync(path.join(migrationsFolder, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  }
}
