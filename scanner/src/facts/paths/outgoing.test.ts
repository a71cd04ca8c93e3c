import { describe, expect, it } from 'vitest'
import { assembledOf, findingsOf } from '../testing'

describe('calls that leave the process', () => {
  const backOff = "import { backOff } from 'exponential-backoff'\nimport got from 'got'\n"
  const sink = 'got.get(url(day()))'

  it('are none of helpers, errors and containers beside them', async () => {
    const files = {
      'dates.ts':
        'export const day = () => 1\nexport const url = (d) => d\nexport class Rejection extends Error {}',
      'a.ts': `${backOff}import { day, Rejection, url } from './dates'
const cache = new Map()
export const f = () => backOff(async () => {
  cache.get(day())
  if (!cache.has(1)) throw new Rejection(day())
  return ${sink}
}, { numOfAttempts: 3 })`,
    }
    expect((await findingsOf(files)).map((one) => one.data?.outbound)).toEqual(['got.get'])
    const inside = { ...files, 'a.ts': files['a.ts'].replace(sink, 'day()') }
    expect(await assembledOf(inside)).toEqual([])
  })

  it('go through clients that factories of other files make', async () => {
    const files = {
      'clients.ts': `import { createClient } from '@clickhouse/client'
export class Manager {
  static getInstance() { return new Manager() }
  getClient() { return createClient({}) }
}
export const clickhouse = () => Manager.getInstance().getClient()`,
      'a.ts': `${backOff}import { clickhouse } from './clients'
export const load = () => backOff(() => clickhouse().query('select'), { numOfAttempts: 3 })
export const job = () => backOff(() => load(), { numOfAttempts: 2 })`,
    }
    expect(
      (await findingsOf(files)).map((one) => [one.data?.outgoingKey, one.data?.confidence]),
    ).toEqual([['sdk:@clickhouse/client#query', 'medium']])
  })

  it('are neither the credentials and channels of gRPC, nor the types of a database', async () => {
    const python = {
      'a.py': `import grpc
import tenacity

@tenacity.retry(stop=tenacity.stop_after_attempt(3))
def connect(root):
    credentials = grpc.ssl_channel_credentials(root)
    channel = grpc.aio.secure_channel("x", credentials)
    return grpc.intercept_channel(channel)
`,
    }
    expect((await assembledOf(python)).map(({ message }) => message)).toEqual([])
    const go = (call: string) => ({
      'a.go': `package shop

import (
	"github.com/avast/retry-go/v4"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

type Store struct {
	id   pgtype.UUID
	pool *pgxpool.Pool
}

func (s *Store) Send() error {
	return retry.Do(func() error {
		${call}
	}, retry.Attempts(3))
}
`,
    })
    const told = async (call: string) => (await assembledOf(go(call))).map(({ data }) => data?.flow)
    expect(await told('return s.id.Scan("x")')).toEqual([])
    expect(await told('return s.pool.Ping(ctx)')).toMatchObject([{ outgoing: { kind: 'sdk' } }])
  })

  it('are no options of a Go package, which only those who send are given', async () => {
    const go = (calls: string) => ({
      'go.mod': 'module shop\n\nrequire github.com/twmb/franz-go v1.18.0\n',
      'a.go': `package shop

import (
	"context"
	"net/smtp"

	"github.com/avast/retry-go/v4"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/twmb/franz-go/pkg/kgo"
)

func Send(ctx context.Context) error {
	return retry.Do(func() error {
		${calls}
	}, retry.Attempts(3))
}
`,
    })
    const outgoing = async (calls: string) =>
      (await assembledOf(go(calls))).map(({ data }) => data?.outgoingKey)
    const options = 'kgo.SeedBrokers("a"), kgo.DialTLSConfig(nil), kgo.UnknownTopicRetries(3)'
    expect(await outgoing(`_, err := kgo.NewClient(${options}); return err`)).toEqual([])
    expect(await outgoing('return smtp.SendMail("a", nil, "b", nil, nil)')).not.toEqual([])
    expect(await outgoing('_, err := config.LoadDefaultConfig(ctx); return err')).not.toEqual([])
  })

  it('are told apart where one name holds several clients', async () => {
    const files = {
      'a.ts': `import { backOff } from 'exponential-backoff'
import { S3Client } from '@aws-sdk/client-s3'
import { BlobServiceClient } from '@azure/storage-blob'
class Azure { private client: BlobServiceClient
  put() { return backOff(() => this.client.upload(1), { numOfAttempts: 2 }) } }
class S3 { private client: S3Client
  put() { return backOff(() => this.client.send(1), { numOfAttempts: 2 }) } }`,
    }
    const keys = (await findingsOf(files)).map((one) => one.data?.outgoingKey)
    expect(keys.sort()).toEqual(['sdk:@aws-sdk#send', 'sdk:@azure/storage-blob#upload'])
  })

  it('go through what a client gives to go on with', async () => {
    const source = `import { backOff } from 'exponential-backoff'
import { BlobServiceClient } from '@azure/storage-blob'
export const drop = (client: BlobServiceClient) => {
  const blob = client.getBlobClient('a')
  return backOff(() => blob.deleteIfExists(), { numOfAttempts: 3 })
}`
    const found = await findingsOf({ 'a.ts': source })
    expect(found.map((one) => [one.data?.outgoingKey, one.data?.arithmetic])).toEqual([
      ['sdk:@azure/storage-blob#deleteIfExists', '3 wrapper × 4 SDK = 12'],
    ])
  })

  it('are not those that only prepare one', async () => {
    const source = `import { backOff } from 'exponential-backoff'
import { Storage } from '@google-cloud/storage'
const storage = new Storage()
export const sign = () => backOff(() => storage.bucket('a'), { numOfAttempts: 3 })`
    expect(await findingsOf({ 'a.ts': source })).toEqual([])
  })

  it('stay with the package when a folder of the repository has its name', async () => {
    const files = {
      'shop/__init__.py': '',
      'shop/plugins/__init__.py': '',
      'shop/plugins/sendgrid/__init__.py': '',
      'shop/plugins/sendgrid/tasks.py': `from sendgrid import SendGridAPIClient
import stamina
@stamina.retry(on=E, attempts=3)
def send(key, payload):
    client = SendGridAPIClient(key)
    client.send(payload.get("to").get("mail"))
`,
    }
    const found = await assembledOf(files)
    expect(found.map((one) => one.identity)).toEqual([
      'fn:shop/plugins/sendgrid/tasks.py#send|sdk:sendgrid#send',
    ])
  })
})
