import { expect, test } from 'vitest'
import { assembledOf, read } from '../testing'

const calls = async (body: string) => {
  const { functions } = await read('go', `package a\n\nfunc run() {\n\t${body}\n}\n`)
  return functions.flatMap((fn) => fn.calls)
}

test.each([
  ['v := load[T](ctx)', ['load']],
  ['v, err := peers.Load[*T](ctx)', ['peers.Load']],
  ['v := load[T, map[string]U](ctx, 1)', ['load']],
  ['v := load[T](ctx, 1)', ['load']],
  ['v := s.Load[T]()', ['s.Load']],
  ['v := outer(load[T](inner(ctx)))', ['outer', 'load', 'inner']],
  ['load[T](ctx).Close()', ['load().Close', 'load']],
  ['handlers[name](ctx, 1)', ['handlers']],
  ['v := []byte(text)', []],
  ['table[key].Do()', ['table[].Do']],
])('%s calls %j', async (body, expected) => {
  expect(await calls(body)).toEqual(expected)
})

test('a path leads through a function with type arguments', async () => {
  const [segment] = await assembledOf({
    'a.go': `package a

import (
	"net/http"

	"github.com/cenkalti/backoff/v4"
)

func Handle(w http.ResponseWriter, r *http.Request) {
	fetch[Peer](r.URL.Path)
}

func fetch[T any](path string) (*T, error) {
	err := backoff.Retry(func() error {
		_, err := http.Get("http://peers" + path)
		return err
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4))
	return nil, err
}

func main() {
	http.HandleFunc("/peers", Handle)
}
`,
  })
  expect(segment?.message).toBe('ANY /peers reaches GET http://peers{}: 5 attempts.')
})
