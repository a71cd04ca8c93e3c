import type { Language } from '../model'

const ANY =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|__fixtures__|testing|testdata|fixtures|e2e|spec|specs|cypress|playwright)\//i
/** What helps tests and stands in for others in them, wherever it lies. */
const HELPS =
  /(?:^|\/)(?:test[-_]?(?:utils?|utilities|helpers?|support|kit|harness|containers?)|integration[-_]?tests?|mocks?)\/|(?:^|\/)test[-_]?(?:utils?|helpers?|harness)\.[cm]?[jt]sx?$/i
const SCRIPT =
  /\.(?:[a-z]*test|spec|e2e|cy|stories|bench|mocks?)\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|playwright|cypress)\.[^/]*\.[cm]?[jt]s$/
const PYTHON = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|tests)\.py$/
const JAVA =
  /(?:^|\/)src\/(?:test|it|integrationTest|integration-test|testFixtures|functionalTest)\/|(?:Test|Tests|TestCase|IT)\.java$/
/**
 * `mock_clock.go`, as mockgen writes them, and packages like `httptest`; not words that end so, nor
 * tests that a product runs on what it sells or measures.
 */
const GO =
  /(?:_test|_mocks?|(?:^|\/)mocks?(?:_[^/]*)?|(?:^|\/)test[-_]?(?:utils?|helpers?|harness))\.go$|(?:^|\/)(?!(?:la|grea|fas|shor|con|pro|at|ab|back|split|speed|self)test\/)[a-z]{2,}test\//

/**
 * Whether a path is test code by the conventions of its language's usual tools (Jest, Vitest,
 * pytest, Maven, Gradle, go test), or helps such code. Findings there are not reported; examples are.
 */
export function isTestPath(path: string, language: Language): boolean {
  if (language === 'java')
    return JAVA.test(path) || /(?:^|\/)(?:e2e|fixtures|testdata)\//i.test(path)
  if (ANY.test(path) || HELPS.test(path)) return true
  if (language === 'python') return PYTHON.test(path)
  if (language === 'go') return GO.test(path)
  return SCRIPT.test(path)
}
