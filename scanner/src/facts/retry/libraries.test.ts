import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { layersOf, rulesOf } from '../testing'
import { LIBRARIES } from './libraries'

const client = (module: string, name: string, options = '') =>
  `import ${name} from '${module}'\nasync function f() { const c = new ${name.replace(/[{} ]/g, '')}(${options}); await c.a.b() }`

const SCRIPT: [string, string, string[]][] = [
  [
    'exponential-backoff',
    "import { backOff as again } from 'exponential-backoff'\nconst f = () => again(() => api.send(1), { numOfAttempts: 3 })",
    ['wrapper exponential-backoff 3 -> api.send'],
  ],
  [
    'p-retry',
    "import pRetry from 'p-retry'\nconst f = () => pRetry(send)",
    ['wrapper p-retry 11 -> send'],
  ],
  [
    'p-retry with retries',
    "const N = 4\nimport pRetry from 'p-retry'\nconst f = () => pRetry(() => api.send(), { retries: N })",
    ['wrapper p-retry 5 -> api.send'],
  ],
  [
    'async-retry by require',
    "const retry = require('async-retry')\nconst f = () => retry(() => api.send(), { retries: x })",
    ['wrapper async-retry unknown -> api.send'],
  ],
  [
    'cockatiel',
    "import { retry, handleAll } from 'cockatiel'\nconst p = retry(handleAll, { maxAttempts: 3 })",
    ['wrapper cockatiel 4 -> handleAll'],
  ],
  [
    'rxjs',
    "import { retry } from 'rxjs'\nconst f = () => api.load().pipe(retry(2))",
    ['wrapper rxjs 3 ->'],
  ],
  ['got', "import got from 'got'\nconst f = () => got.get(url)", ['sdk-default got 3 -> got.get']],
  [
    'an instance of got, not on its answer; that it leaves POST out is a gate',
    "import got from 'got'\nconst http = got.extend({ prefixUrl })\nconst f = () => [http.get(url).json(), http.post(url)]",
    ['sdk-default got 3 -> http.get, http.post'],
  ],
  [
    'an instance of ky with a limit',
    "import ky from 'ky'\nconst http = ky.create({ retry: { limit: 1 } })\nconst f = () => http.put(url)",
    ['client-setting ky 2 -> http.put'],
  ],
  [
    'pg-boss, two retries when nobody says',
    "import PgBoss from 'pg-boss'\nconst boss = new PgBoss(url)\nconst f = () => boss.send('mail', {})",
    ['queue pg-boss 3 ->'],
  ],
  [
    'pg-boss with a limit',
    "import PgBoss from 'pg-boss'\nconst boss = new PgBoss(url)\nconst f = () => boss.send('mail', {}, { retryLimit: 4 })",
    ['queue pg-boss 5 ->'],
  ],
  [
    'got switched off',
    "import got from 'got'\nconst f = () => got(url, { retry: { limit: 0 } })",
    [],
  ],
  [
    'ky',
    "import ky from 'ky'\nconst f = () => ky.get(url, { retry: 5 })",
    ['client-setting ky 6 -> ky.get'],
  ],
  [
    'ai',
    "import { generateText } from 'ai'\nconst f = () => generateText({ maxRetries: 1 })",
    ['client-setting ai 2 -> generateText'],
  ],
  ['stripe', client('stripe', 'Stripe', 'key'), ['sdk-default stripe 3 -> c.a.b']],
  ['stripe switched off', client('stripe', 'Stripe', 'key, { maxNetworkRetries: 0 }'), []],
  [
    'stripe as a parameter',
    "import Stripe from 'stripe'\nconst f = (s: Stripe) => s.charges.create()",
    ['sdk-default stripe 3 -> s.charges.create'],
  ],
  ['openai', client('openai', 'OpenAI', '{ maxRetries: 5 }'), ['client-setting openai 6 -> c.a.b']],
  ['aws-sdk', client('@aws-sdk/client-s3', '{ S3Client }'), ['sdk-default @aws-sdk 3 -> c.a.b']],
  [
    'bullmq',
    "import { Queue } from 'bullmq'\nconst q = new Queue('a', { defaultJobOptions: { attempts: 5 } })",
    ['queue bullmq 5 ->'],
  ],
  ['bullmq without attempts', "import { Queue } from 'bullmq'\nconst q = new Queue('a')", []],
  [
    'a name of its own',
    "import { backOff } from './mine'\nconst f = () => backOff(() => api.send())",
    [],
  ],
]

const PYTHON: [string, string, string[]][] = [
  [
    'tenacity',
    'from tenacity import retry\n@retry\ndef f():\n  api.send()\n',
    ['decorator tenacity unbounded -> api.send'],
  ],
  [
    'tenacity with a stop',
    'from tenacity import retry, stop_after_attempt\n@retry(stop=stop_after_attempt(4))\ndef f():\n  api.send()\n',
    ['decorator tenacity 4 -> api.send'],
  ],
  [
    'stamina',
    'import stamina\n@stamina.retry(on=E)\nasync def f():\n  await api.send()\n',
    ['decorator stamina 10 -> api.send'],
  ],
  [
    'backoff',
    'import backoff\n@backoff.on_exception(backoff.expo, E, max_tries=3)\ndef f():\n  api.send()\n',
    ['decorator backoff 3 -> api.send'],
  ],
  [
    'celery',
    'from .celery import app\n@app.task(autoretry_for=(E,), max_retries=5)\ndef f():\n  api.send()\n',
    ['job celery 6 -> api.send'],
  ],
  [
    'celery that never retries',
    'from .celery import app\n@app.task(max_retries=5)\ndef f():\n  api.send()\n',
    [],
  ],
  [
    'urllib3',
    'from urllib3.util.retry import Retry\nr = Retry(total=3)\n',
    ['client-setting urllib3 4 ->'],
  ],
  [
    'boto3',
    'import boto3\nc = boto3.client("s3")\ndef f():\n  c.put_object()\n',
    ['sdk-default boto3 5 -> c.put_object'],
  ],
]

const java = (imports: string, mark: string) =>
  `import ${imports};\nclass A { ${mark} void f() { api.send(); } }`
const JAVA: [string, string, string[]][] = [
  [
    'Spring Retry',
    java('org.springframework.retry.annotation.Retryable', '@Retryable'),
    ['decorator org.springframework.retry:spring-retry 3 -> api.send'],
  ],
  [
    'Spring Retry by wildcard',
    java('org.springframework.retry.annotation.*', '@Retryable(maxAttempts = 5)'),
    ['decorator org.springframework.retry:spring-retry 5 -> api.send'],
  ],
  [
    'Spring Framework 7',
    java('org.springframework.resilience.annotation.Retryable', '@Retryable'),
    ['decorator org.springframework:spring-context 4 -> api.send'],
  ],
  [
    'Resilience4j',
    java('io.github.resilience4j.retry.annotation.Retry', '@Retry(name = "a")'),
    ['decorator io.github.resilience4j:resilience4j-retry 3 -> api.send'],
  ],
  [
    'MicroProfile',
    java('org.eclipse.microprofile.faulttolerance.Retry', '@Retry(maxRetries = 2)'),
    [
      'decorator org.eclipse.microprofile.fault-tolerance:microprofile-fault-tolerance-api 3 -> api.send',
    ],
  ],
  ['an annotation of its own', java('com.acme.Retryable', '@Retryable'), []],
]

const go = (path: string, body: string) => `package a\nimport "${path}"\nfunc F() {\n${body}\n}`
const GO: [string, string, string[]][] = [
  [
    'retry-go',
    go(
      'github.com/avast/retry-go/v4',
      'retry.Do(func() error { return api.Send() }, retry.Attempts(4))',
    ),
    ['wrapper github.com/avast/retry-go 4 -> api.Send'],
  ],
  [
    'backoff',
    go('github.com/cenkalti/backoff/v4', 'backoff.Retry(op, backoff.WithMaxRetries(b, 3))'),
    ['wrapper github.com/cenkalti/backoff 4 -> op'],
  ],
  [
    'retryablehttp',
    go(
      'github.com/hashicorp/go-retryablehttp',
      'c := retryablehttp.NewClient()\nc.RetryMax = 2\nc.Get(u)',
    ),
    ['client-setting github.com/hashicorp/go-retryablehttp 3 -> c.Get'],
  ],
  [
    'kafka-go',
    go('github.com/segmentio/kafka-go', 'w := &kafka.Writer{MaxAttempts: 3}\nw.WriteMessages(m)'),
    ['client-setting github.com/segmentio/kafka-go 3 -> w.WriteMessages'],
  ],
]

describe.each<[Language, [string, string, string[]][]]>([
  ['typescript', SCRIPT],
  ['python', PYTHON],
  ['java', JAVA],
  ['go', GO],
])('%s libraries', (language, cases) => {
  it.each(cases)('%s', async (_, source, expected) => {
    expect(await layersOf(language, source)).toEqual(expected)
  })
})

describe('library tables', () => {
  it('end every row with a default for the newest version', () => {
    for (const row of Object.values(LIBRARIES).flat()) {
      expect(row.defaults.at(-1), row.module).toBeDefined()
      expect(row.defaults.at(-1)?.below, row.module).toBeUndefined()
      expect(row.evidence, row.module).not.toBe('')
    }
  })

  it('report a decision where somebody decided, not for a mere default', async () => {
    const decided = "import { backOff } from 'exponential-backoff'\nconst f = () => backOff(send)"
    const inherited = "import Stripe from 'stripe'\nconst s = new Stripe(key)"
    expect(await rulesOf('typescript', decided, 'decision/retry')).toEqual(['decision/retry'])
    expect(await rulesOf('typescript', inherited, 'decision/retry')).toEqual([])
  })
})
