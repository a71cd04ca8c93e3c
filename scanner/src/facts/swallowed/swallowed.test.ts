import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { rulesOf } from '../testing'

const rules = (language: Language, source: string) => rulesOf(language, source, 'pattern/swallowed')
const EMPTY = ['pattern/swallowed-error-empty']
const COMMENTED = ['pattern/swallowed-error-commented']
const DEFAULT = ['pattern/swallowed-error-default']

describe('swallowed errors in TypeScript', () => {
  const cases: [string, string, string[]][] = [
    [
      'an empty catch',
      'async function f() { try { await send(); await log() } catch (e) {} }',
      EMPTY,
    ],
    [
      'a comment as reason',
      'async function f() { try { await send(); x() } catch { /* best effort */ } }',
      COMMENTED,
    ],
    [
      'a name that says so',
      'async function f() { try { await send(); x() } catch (ignored) {} }',
      [],
    ],
    ['parsing in one statement', 'try { x = JSON.parse(t) } catch {}', []],
    ['letting go', 'async function f() { try { await reader.cancel() } catch {} }', []],
    ['a promise', 'function f() { send().catch(() => {}) }', EMPTY],
    [
      'a promise with a reason',
      'function f() { send().catch(() => { /* told elsewhere */ }) }',
      COMMENTED,
    ],
    [
      'a promise with a reason beside',
      'function f() {\n  send().catch(() => undefined) // best effort\n}',
      COMMENTED,
    ],
    ['a promise that is closed', 'function f() { reader.cancel().catch(() => {}) }', []],
    [
      'a default',
      'async function load() { try { const r = await get(); return r.data } catch { return null } }',
      DEFAULT,
    ],
    [
      'a default for a promise',
      'async function f() { const r = await load().catch(() => null); return r.a }',
      DEFAULT,
    ],
    [
      'a default with the cause logged',
      'async function load() { try { return await get() } catch (e) { log.error(e); return null } }',
      [],
    ],
    [
      'a default with a counter',
      'async function load() { try { return await get() } catch { failures.inc(); return null } }',
      [],
    ],
    [
      'a parser',
      'function parseHead(t) { try { const p = JSON.parse(t); return p.head } catch { return null } }',
      [],
    ],
    [
      'a yes or no',
      'async function isUp() { try { const r = await get(); return r.ok } catch { return false } }',
      [],
    ],
    ['a rethrow', 'async function f() { try { await send() } catch (e) { throw e } }', []],
    [
      'a test',
      "import { it } from 'vitest'\nasync function f() { try { await send(); x() } catch {} }",
      [],
    ],
  ]
  it.each(cases)('%s', async (_, source, expected) => {
    expect(await rules('typescript', source)).toEqual(expected)
  })
})

describe('swallowed errors in Python', () => {
  const cases: [string, string, string[]][] = [
    ['pass', 'def f():\n  try:\n    send()\n    more()\n  except Exception:\n    pass\n', EMPTY],
    ['bare', 'def f():\n  try:\n    send()\n    more()\n  except:\n    pass\n', EMPTY],
    [
      'continue',
      'def f():\n  for x in y:\n    try:\n      send(x)\n      more()\n    except Exception:\n      continue\n',
      EMPTY,
    ],
    [
      'a reason',
      'def f():\n  try:\n    send()\n    more()\n  except Exception:\n    pass  # best effort\n',
      COMMENTED,
    ],
    [
      'a narrow error',
      'def f():\n  try:\n    send()\n    more()\n  except KeyError:\n    pass\n',
      [],
    ],
    ['the explicit idiom', 'def f():\n  with contextlib.suppress(Exception):\n    send()\n', []],
    ['an optional import', 'try:\n  import fast\nexcept Exception:\n  pass\n', []],
    [
      'a default',
      'def load(x):\n  try:\n    r = http.get(x)\n    return r.data\n  except Exception:\n    return None\n',
      DEFAULT,
    ],
    [
      'a default after a network error',
      'def load(x):\n  try:\n    r = http.get(x)\n    return r.data\n  except requests.RequestException:\n    return []\n',
      DEFAULT,
    ],
    [
      'not found',
      'def load(x):\n  try:\n    r = http.get(x)\n    return r.data\n  except Model.DoesNotExist:\n    return None\n',
      [],
    ],
    [
      'a default with the cause logged',
      'def load(x):\n  try:\n    r = http.get(x)\n    return r.data\n  except Exception:\n    logger.exception("no")\n    return None\n',
      [],
    ],
  ]
  it.each(cases)('%s', async (_, source, expected) => {
    expect(await rules('python', source)).toEqual(expected)
  })
})

describe('swallowed errors in Java', () => {
  const body = (text: string) => `class A { Data f() { ${text} } }`
  const cases: [string, string, string[]][] = [
    ['an empty catch', body('try { send(); more(); } catch (IOException e) { } return x;'), EMPTY],
    [
      'a comment as reason',
      body('try { send(); more(); } catch (Exception e) { // TODO\n } return x;'),
      COMMENTED,
    ],
    [
      'a name that says so',
      body('try { send(); more(); } catch (Exception ignored) { } return x;'),
      [],
    ],
    [
      'an interruption',
      body('try { wait(1); more(); } catch (InterruptedException e) { } return x;'),
      [],
    ],
    [
      'a default',
      body('try { var r = api.get(); return r.data(); } catch (IOException e) { return null; }'),
      DEFAULT,
    ],
    [
      'nothing there',
      body(
        'try { var r = api.get(); return r.data(); } catch (EmptyResultDataAccessException e) { return null; }',
      ),
      [],
    ],
    [
      'the cause logged',
      body('try { return api.get(); } catch (IOException e) { log.error("no", e); return null; }'),
      [],
    ],
  ]
  it.each(cases)('%s', async (_, source, expected) => {
    expect(await rules('java', source)).toEqual(expected)
  })
})

describe('swallowed errors in Go', () => {
  const body = (text: string, result = '(*Data, error)') =>
    `package a\nfunc load() ${result} {\n${text}\nreturn d, nil\n}`
  const cases: [string, string, string[]][] = [
    ['an empty branch', body('if err := send(); err != nil {\n}'), EMPTY],
    ['a comment as reason', body('if err := send(); err != nil {\n// best effort\n}'), COMMENTED],
    ['nil for an error', body('d, err := api.Get()\nif err != nil { return nil, nil }'), DEFAULT],
    ['the error passed on', body('d, err := api.Get()\nif err != nil { return nil, err }'), []],
    [
      'the error logged',
      body('d, err := api.Get()\nif err != nil { log.Println(err)\nreturn nil, nil }'),
      [],
    ],
    [
      'value and ok',
      body('d, err := api.Get()\nif err != nil { return nil, false }', '(*Data, bool)'),
      [],
    ],
    ['a parser', body('n, err := strconv.Atoi(s)\nif err != nil { return nil, nil }'), []],
  ]
  it.each(cases)('%s', async (_, source, expected) => {
    expect(await rules('go', source)).toEqual(expected)
  })
})
