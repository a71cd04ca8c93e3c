import { expect, it } from 'vitest'
import { assembledOf, read } from '../testing'

const sources = (field: string, send: string) => ({
  'go.mod': 'module shop',
  'main.go': `package main
import (
	"net/http"
	"github.com/IBM/sarama"
	"shop/kafka"
)
type checkout struct { producer ${field} }
func serve() {
	svc := &checkout{}
	svc.producer, _ = kafka.Create()
	http.HandleFunc("/orders", svc.place)
}
func (cs *checkout) place(w http.ResponseWriter, r *http.Request) {
	${send}
}`,
})
const layers = async (field: string, send: string) =>
  (
    await assembledOf(sources(field, send), {
      'go.mod': 'module shop\nrequire github.com/IBM/sarama v1.43.0\n',
    })
  )
    .flatMap(
      ({ data }) =>
        (data?.flow as { layers: { mechanism: string; attempts: number; source: string }[] })
          ?.layers ?? [],
    )
    .map(({ mechanism, attempts, source }) => `${attempts} ${mechanism} ${source}`)

it.each([
  [
    'sarama.AsyncProducer',
    'cs.producer.Input() <- &sarama.ProducerMessage{}',
    ['4 github.com/IBM/sarama assumed'],
  ],
  [
    'sarama.SyncProducer',
    'cs.producer.SendMessage(&sarama.ProducerMessage{})',
    ['4 github.com/IBM/sarama assumed'],
  ],
  ['sarama.AsyncProducer', '<-cs.producer.Successes()', []],
  ['http.Client', 'cs.producer.Input()', []],
])('a client known by its type alone repeats by default: %s %s', async (field, send, expected) => {
  expect(await layers(field, send)).toEqual(expected)
})

it.each([
  ['Addr: a', 4],
  ['MaxRetries: 0', 4],
  ['MaxRetries: 1', 2],
  ['MaxRetries: -1', undefined],
])('a client of Redis that is made with %s tries %s times', async (option, attempts) => {
  const source = `package main
import "github.com/redis/go-redis/v9"
func F() {
	client := redis.NewClient(&redis.Options{${option}})
	client.Get(ctx, "k")
}`
  const { retryLayers } = await read('go', source)
  expect(retryLayers[0]?.attempts).toBe(attempts)
})

it('a call of Redis through a field repeats by default, in pipelines as a whole', async () => {
  const all = await assembledOf(
    {
      'sink.go': `package sink
import (
	"github.com/avast/retry-go/v4"
	"github.com/redis/go-redis/v9"
)
type Dedupe struct { Redis *redis.Client }
func (d Dedupe) Sink(ctx context.Context) error {
	return retry.Do(func() error { return d.set(ctx) })
}
func (d Dedupe) set(ctx context.Context) error {
	_, err := d.Redis.Pipelined(ctx, fill)
	return err
}`,
    },
    { 'go.mod': 'module shop\nrequire github.com/redis/go-redis/v9 v9.0.0\n' },
  )
  const found = all.filter(({ rule }) => rule === 'retry-path/duplicated')
  expect(found.map(({ data }) => data?.arithmetic)).toEqual(['10 wrapper × 4 SDK = 40'])
})
