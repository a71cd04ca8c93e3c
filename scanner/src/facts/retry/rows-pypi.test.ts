import { type Case, tryRows } from './testing'

const py = (
  module: string,
  name: string,
  knob: string | undefined,
  byDefault: number | string,
  withKnob?: number,
): Case => [
  `from ${module} import ${name}\nc = ${name}(KNOB)\ndef f():\n    c.send()\n`,
  byDefault,
  knob,
  withKnob,
]
const mark = (
  head: string,
  decorator: string,
  knob: string | undefined,
  byDefault: number | string,
  withKnob?: number,
): Case => [`${head}\n@${decorator}(KNOB)\ndef f():\n    api.send()\n`, byDefault, knob, withKnob]

const PYPI: Record<string, Case> = {
  'pypi:tenacity': mark(
    'from tenacity import retry, stop_after_attempt',
    'retry',
    'stop=stop_after_attempt(4)',
    'unbounded',
    4,
  ),
  'pypi:stamina': mark('import stamina', 'stamina.retry', 'on=E, attempts=4', 10, 4),
  'pypi:backoff': mark(
    'import backoff',
    'backoff.on_exception',
    'backoff.expo, E, max_tries=4',
    'unbounded',
    4,
  ),
  'pypi:retrying': mark(
    'from retrying import retry',
    'retry',
    'stop_max_attempt_number=4',
    'unbounded',
    4,
  ),
  'pypi:retry': mark('from retry import retry', 'retry', 'tries=4', 'unbounded', 4),
  'pypi:celery': mark(
    'from celery import shared_task',
    'shared_task',
    'autoretry_for=(E,), max_retries=4',
    'none',
    5,
  ),
  'pypi:dramatiq': mark('import dramatiq', 'dramatiq.actor', 'max_retries=4', 21, 5),
  'pypi:urllib3': py('urllib3', 'Retry', 'total=4', 11, 5),
  'pypi:urllib3!client:PoolManager': py('urllib3', 'PoolManager', 'retries=4', 4, 5),
  'pypi:requests': [
    'import requests\nfrom requests.adapters import HTTPAdapter\ns = requests.Session()\ns.mount("https://", HTTPAdapter(KNOB))\n',
    'none',
    'max_retries=4',
    5,
  ],
  'pypi:boto3': [
    'import boto3\nfrom botocore.config import Config\nc = boto3.client("s3", KNOB)\ndef f():\n    c.put_object()\n',
    5,
    'config=Config(retries={"max_attempts": 4})',
    5,
  ],
  'pypi:openai': py('openai', 'OpenAI', 'max_retries=4', 3, 5),
  'pypi:anthropic': py('anthropic', 'Anthropic', 'max_retries=4', 3, 5),
  'pypi:elasticsearch': py('elasticsearch', 'Elasticsearch', 'max_retries=4', 4, 5),
  'pypi:redis': py('redis', 'Redis', undefined, 11),
  'pypi:google-api-core': [
    'from google.api_core import retry as google_retry\npolicy = google_retry.Retry(KNOB)\ndef f():\n    publisher.publish(topic, retry=policy)\n',
    'unbounded',
  ],
  'pypi:google-api-core!decorator:retry.Retry': mark(
    'from google.api_core import retry',
    'retry.Retry',
    undefined,
    'unbounded',
  ),
  'pypi:stripe': py('stripe', 'StripeClient', 'max_network_retries=4', 3, 5),
  'pypi:stripe!call:^([a-z_]+\\.)*(?!Webhook|StripeClient)[A-Z]\\w*\\.(?!construct|refresh|to_dict|class_url|instance_url)[a-z]\\w*$':
    [
      'import stripe\ndef f():\n    stripe.checkout.Session.create(KNOB)',
      3,
      'max_network_retries=4',
      5,
    ],
  'pypi:PyGithub': py('github', 'Github', 'retry=4', 11, 5),
  'pypi:slack_sdk': py('slack_sdk', 'WebClient', undefined, 2),
  'pypi:twilio': py('twilio.http.http_client', 'TwilioHttpClient', 'max_retries=4', 'none', 5),
  'pypi:arq': py('arq', 'func', 'work, max_tries=4', 5, 4),
  'pypi:huey': mark('from huey.contrib.djhuey import db_task', 'db_task', 'retries=4', 'none', 5),
  'pypi:rq': py('rq', 'Retry', 'max=4', 'none', 5),
  'pypi:aiohttp-retry': py(
    'aiohttp_retry',
    'RetryClient',
    'retry_options=ExponentialRetry(attempts=4)',
    3,
    4,
  ),
  'pypi:httpx': py('httpx', 'HTTPTransport', 'retries=4', 'none', 5),
  'pypi:kafka-python': py('kafka', 'KafkaProducer', 'retries=4', 'none', 5),
  'pypi:temporalio': [
    'from temporalio import workflow\nworkflow.execute_activity(send, start_to_close_timeout=t, KNOB)\n',
    'unbounded',
    'retry_policy=RetryPolicy(maximum_attempts=4)',
    4,
  ],
  'pypi:grpcio': [
    `import grpc\nimport users_pb2_grpc\nCONFIG = '{"retryPolicy": {KNOB}}'\nchannel = grpc.insecure_channel(url, options=[("grpc.service_config", CONFIG)])\nstub = users_pb2_grpc.UsersStub(channel)\ndef f():\n    stub.GetUser(r)\n`,
    'none',
    '"maxAttempts": 4',
    4,
  ],
}

tryRows('python', 'python', PYPI)
