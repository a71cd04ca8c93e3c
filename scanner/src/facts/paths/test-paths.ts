const TEST_PATH =
  /(^|\/)(tests?|__tests__|__mocks__|specs?|e2e|testdata|fixtures|mocks?|cypress|playwright|integration-tests?)\/|\.(test|spec|e2e|cy|stories)\.\w+$|_test\.(go|py)$|(^|\/)(test_|conftest)[^/]*\.py$|Tests?\.java$/

/** What tests and their runners repeat is not a layer of the running system. */
export const isTestPath = (path: string): boolean => TEST_PATH.test(path)
