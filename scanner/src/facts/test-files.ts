import { calleeOf } from './callee'
import type { DetectorContext } from './detector'

const TEST_MODULES =
  /^(vitest|@vitest\/|jest|@jest\/|mocha|chai|sinon|supertest|@playwright\/test|cypress|node:test|bun:test|@testing-library\/|pytest|unittest|org\.junit|org\.testng|org\.mockito|io\.restassured|org\.assertj|testing$|github\.com\/stretchr\/testify|github\.com\/onsi\/)/

const known = new WeakMap<object, boolean>()

/**
 * Whether the file is a test, by what it imports or calls: facts know no paths. What tests swallow
 * or repeat says nothing about the running system.
 */
export function isTestFile(ctx: DetectorContext): boolean {
  const cached = known.get(ctx.root)
  if (cached !== undefined) return cached
  const isTest =
    ctx.importedModules.some((module) => TEST_MODULES.test(module)) || callsGlobals(ctx)
  known.set(ctx.root, isTest)
  return isTest
}

/** Jest and Mocha put `describe` and `it` into the global scope. */
function callsGlobals(ctx: DetectorContext): boolean {
  return ctx.root.children.some((statement) => {
    const call = statement.children[0]
    return call?.type === 'call_expression' && /^(describe|it|test)(\.\w+)?$/.test(calleeOf(call))
  })
}
