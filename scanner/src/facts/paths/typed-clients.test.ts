import { expect, it } from 'vitest'
import { assembledOf } from '../testing'

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
