import { describe, expect, it } from 'vitest'
import type { Language } from '../model'
import { read } from './testing'

const types = async (language: Language, source: string) => (await read(language, source)).types

describe('types of a file', () => {
  it('say what a Java class extends and implements', async () => {
    const source = `abstract class Base<T> { }
interface Store extends Reader, Writer<String> { }
class Mail extends Base<Map<String, List<X>>> implements Store, pkg.Other<Y> { class In { } }`
    expect(await types('java', source)).toEqual({
      Base: { open: true },
      Store: { open: true, supers: ['Reader', 'Writer'] },
      Mail: { supers: ['Base', 'Store', 'pkg.Other'] },
      'Mail.In': {},
    })
  })

  it('say what a TypeScript class extends and implements', async () => {
    const source = `export interface Store extends Reader<{ a: 1 }> { get(): void }
export abstract class Base { }
export class Mail extends Base<X> implements Store, Other { }`
    expect(await types('typescript', source)).toEqual({
      Store: { open: true, supers: ['Reader'] },
      Base: { open: true },
      Mail: { supers: ['Base', 'Store', 'Other'] },
    })
  })

  it('say what a Python class is made of', async () => {
    const source =
      'class Base(ABC):\n  pass\nclass Mail(Base, Generic[T], metaclass=Meta):\n  pass\n'
    expect(await types('python', source)).toEqual({
      Base: { open: true },
      Mail: { supers: ['Base', 'Generic'] },
    })
  })

  it('say what a Go type holds and can do', async () => {
    const source = `package a
type Store interface {
	Reader
	Get(id string) error
}
type server struct {
	pb.UnimplementedUsersServer
	name  string
	store, other Store
	users pb.UsersClient
	http  *http.Client
}
func (s *server) Get(id string) error { return nil }`
    expect(await types('go', source)).toEqual({
      Store: { open: true, methods: ['Get'], supers: ['Reader'] },
      server: {
        supers: ['pb.UnimplementedUsersServer'],
        fields: { store: 'Store', other: 'Store', users: 'pb.UsersClient', http: 'http.Client' },
        methods: ['Get'],
      },
    })
  })
})
