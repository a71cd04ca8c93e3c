const TEST_PATH =
  /(^|\/)(tests?|__tests__|__mocks__|specs?|e2e|testdata|fixtures|mocks?|cypress|playwright|integration-tests?)\/|\.(test|spec|e2e|cy|stories)\.\w+$|_test\.(go|py)$|(^|\/)(test_|conftest)[^/]*\.py$|Tests?\.java$/

/** Paths come back with every commit, and the expression is tried at each of their characters. */
const KNOWN = new Map<string, boolean>()

/** What tests and their runners repeat is not a layer of the running system. */
export function isTestPath(path: string): boolean {
  let known = KNOWN.get(path)
  if (known === undefined) {
    known = TEST_PATH.test(path)
    KNOWN.set(path, known)
  }
  return known
}
