import { describe, expect, it } from 'vitest'
import { assembledOf } from '../testing'

const ACME = `package acme
type LimitError struct { after int }
func (e *LimitError) Error() string { return "limit" }
func NewLimitError(p *Parsed) *LimitError { return &LimitError{after: p.after} }
func Limited(err error) error { return NewLimitError(Parse(err)) }
func Parse(err error) *Parsed { return parsed(err.Error()) }
func AsLimitError(err error) (*LimitError, bool) {
	var e *LimitError
	if errors.As(err, &e) { return e, true }
	return nil, false
}
`
const source = (
  body: string,
  back = 'if e, ok := acme.AsLimitError(obtainErr); ok {',
) => `package cert
import (
	"fmt"
	"net/http"
	"acme.dev/shop/pkg/acme"
)
func Handle(id string) error {
	for attempt := 0; attempt < 3; attempt++ {
		obtainErr := obtain(id)
		if obtainErr == nil {
			break
		}
		${back}
			time.Sleep(e.after)
			continue
		}
		return obtainErr
	}
	return nil
}
func obtain(id string) error {
${body}
}
`
const GET = 'res, err := http.Get("http://vault/x")'
const flowsOf = async (text: string) => {
  const all = await assembledOf(
    { 'pkg/acme/errors.go': ACME, 'svc/cert/handle.go': text },
    { 'go.mod': 'module acme.dev/shop\n' },
  )
  return all
    .flatMap(({ data }) => {
      const { flow } = data as {
        flow?: { entry: { label: string }; outgoing: { label: string }; gated: unknown }
      }
      return flow?.entry.label === 'Handle' ? [`${flow.outgoing.label}: ${flow.gated}`] : []
    })
    .sort()
}

describe('a loop of Go that comes back on an error of its own repository', () => {
  it.each([
    [
      'repeats no call whose failure leaves as it is',
      `${GET}\nif err != nil { return fmt.Errorf("vault: %w", err) }\nreturn nil`,
      1,
    ],
    [
      'repeats the call whose failure becomes that error',
      `${GET}\nif err != nil { return acme.NewLimitError(acme.Parse(err)) }\nreturn nil`,
      3,
    ],
    [
      'also where its answer does',
      `${GET}\nif err != nil { return err }\nif res.StatusCode == 429 { return acme.NewLimitError(nil) }\nreturn nil`,
      3,
    ],
    [
      'also where what went well has left before',
      `${GET}\nif err == nil { return nil }\nreturn acme.NewLimitError(nil)`,
      3,
    ],
    [
      'also where a case does',
      `${GET}\nif err != nil { return err }\nswitch {\ncase res.StatusCode == 200: return nil\ncase res.StatusCode == 429: return acme.NewLimitError(nil)\n}\nreturn nil`,
      3,
    ],
    [
      'also where others make that of it',
      `${GET}\nif err != nil { return acme.Limited(err) }\nreturn nil`,
      3,
    ],
    [
      'also where it is one of several that may have failed',
      `err := first(id)\nif err == nil { _, err = http.Get("http://vault/x") }\nif err != nil { return acme.Limited(err) }\nreturn nil`,
      3,
    ],
  ])('%s', async (_, body, attempts) => {
    expect(await flowsOf(source(body))).toEqual([`GET http://vault/x: ${attempts}`])
  })

  it('tells the calls of one function apart', async () => {
    const body = `_, err := http.Post("http://acme/order", "", nil)
if err != nil { parsed := acme.Parse(err)
if parsed.limited { return acme.NewLimitError(parsed) }
return err }
_, err = http.Get("http://vault/x")
if err != nil { return fmt.Errorf("vault: %w", err) }
return nil`
    expect(await flowsOf(source(body))).toEqual([
      'GET http://vault/x: 1',
      'POST http://acme/order: 3',
    ])
  })

  it('also where the call is given what came of another one of that name', async () => {
    const handle = source(`${GET}\nif err != nil { return err }\nreturn nil`)
    const twice = handle
      .replace('\tfor attempt', '\tid, err := step.Run(func() error { return nil })\n\tfor attempt')
      .replace(
        'obtainErr := obtain(id)',
        'obtainErr := step.Run(func() error { return obtain(id) })',
      )
    expect(await flowsOf(twice)).toEqual(['GET http://vault/x: 1'])
  })

  it('repeats every call where something else leads back, too', async () => {
    const body = `${GET}\nif err != nil { return err }\nreturn nil`
    const back = 'if busy() { continue }\nif e, ok := acme.AsLimitError(obtainErr); ok {'
    expect(await flowsOf(source(body, back))).toEqual(['GET http://vault/x: 3'])
  })
})

describe('a function that calls itself only on an error of its own repository', () => {
  const ERRORS = 'export class DuplicateError extends Error {}\n'
  const sourceOf = (asked: string, handed = 'packet') => `import { DuplicateError } from './errors'
import { create } from './create'
import { upload } from './upload'
export async function trigger(body, attempt = 0) {
  if (attempt > 2) throw new Error('gave up')
  try {
    const packet = await upload(body)
    return await create(${handed})
  } catch (error) {
    ${asked} return await trigger(body, attempt + 1)
    throw error
  }
}
`
  const CREATE = `import { Prisma } from './generated'
import { DuplicateError } from './errors'
import { keep } from './store'
export async function create(packet) {
  try {
    return await keep(packet)
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError) {
      if (error.code === 'P2002') throw new DuplicateError()
    }
    throw error
  }
}
`
  const UPLOAD = `export async function upload(body) { return await fetch('http://store/x', { method: 'PUT', body }) }
`
  const ASKED = 'if (error instanceof DuplicateError)'
  const times = async (asked: string, files: Record<string, string> = {}, handed?: string) => {
    const all = await assembledOf({
      'errors.ts': ERRORS,
      'generated.ts': 'export * from "./made"\n',
      'create.ts': CREATE,
      'upload.ts': UPLOAD,
      'store.ts': 'export async function keep(packet) { return packet }\n',
      'trigger.ts': sourceOf(asked, handed),
      ...files,
    })
    return all.flatMap(({ data }) => {
      const { flow } = data as {
        flow?: { outgoing: { label: string }; naive: number; gated: unknown }
      }
      return flow && flow.naive % 3 === 0 ? [`${flow.outgoing.label}: ${flow.gated}`] : []
    })
  }
  const PUT = 'PUT http://store/x'

  it.each([
    ['an error that comes of a database alone', ASKED, {}],
    ['the same beside other questions', 'if (attempt < 9 && error instanceof DuplicateError)', {}],
    ['the same where others have left', 'if (!(error instanceof DuplicateError)) throw error;', {}],
  ])('repeats nothing else on %s', async (_, asked, files) => {
    expect(await times(asked, files)).toEqual([`${PUT}: 1`])
  })

  it('repeats nothing of an SDK on an error that comes of a database', async () => {
    const upload = `import { S3Client } from '@aws-sdk/client-s3'
const s3 = new S3Client({})
export async function upload(body) { return await s3.send(body) }
`
    expect(await times(ASKED, { 'upload.ts': upload })).toEqual(['@aws-sdk send: 3'])
  })

  it('repeats no call of which nobody makes that error', async () => {
    const files = { 'create.ts': CREATE.replace('Prisma.PrismaClientKnownRequestError', 'Other') }
    expect(await times(ASKED, files, 'body')).toEqual([`${PUT}: 1`])
  })

  it.each([
    ['any error', '', {}],
    ['that error or another condition', 'if (error instanceof DuplicateError || attempt < 2)', {}],
    ['what somebody else asks', 'if (isAgain(error))', {}],
    [
      'that error where the call ends in it',
      ASKED,
      {
        'upload.ts': `import { DuplicateError } from './errors'
export async function upload(body) {
  const res = await fetch('http://store/x', { method: 'PUT', body })
  if (res.status === 409) throw new DuplicateError()
  return res
}
`,
      },
    ],
    [
      'that error where others make it of what they are given',
      ASKED,
      { 'create.ts': CREATE.replace('throw error', 'throw new DuplicateError()') },
    ],
    ['that error of a package', ASKED, { 'errors.ts': 'export * from "acme-errors"\n' }],
  ])('repeats every call on %s', async (_, asked, files) => {
    expect(await times(asked, files)).toEqual([`${PUT}: 3`])
  })
})
