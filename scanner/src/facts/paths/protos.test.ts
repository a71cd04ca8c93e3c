import { describe, expect, it } from 'vitest'
import { assembledOf } from '../testing'

const proto = (home: string) => `syntax = "proto3";
package ${home};
// service Old { rpc Gone(A) returns (B); }
service Users {
  rpc GetUser(A) returns (B) { option (x) = { get: "/" }; }
}
`
const server = `from users_pb2_grpc import UsersServicer
class Users(UsersServicer):
    def GetUser(self, request, context):
        return load(request)
    def helper(self):
        return load(1)
`
const client = `import users_pb2_grpc
from flask import Flask
app = Flask(__name__)
stub = users_pb2_grpc.UsersStub(channel)
@app.route("/u")
def f():
    return stub.GetUser(1)
`

async function keys(manifests: Record<string, string>) {
  const all = await assembledOf({ 'server.py': server, 'client.py': client }, manifests)
  const flows = all.filter((one) => one.rule === 'flow/segment').map((one) => one.data?.flow)
  type End = { kind: string; keys: string[] }
  const ends = (flows as { entry: End; outgoing: End }[]).flatMap((one) => [
    one.entry,
    one.outgoing,
  ])
  const of = (at: number) => (flows as { entry: End; outgoing: End }[])[at]
  return { ends: ends.filter(({ kind }) => kind === 'grpc').map((one) => one.keys), of }
}

const meets = (call: string[] = [], entry: string[] = []) => call.some((key) => entry.includes(key))

describe('packages of gRPC services', () => {
  it('are part of the key where a .proto file says them, and say what is a method', async () => {
    const { ends } = await keys({ 'users.proto': proto('shop.v1') })
    expect(ends.toSorted()).toEqual([
      ['grpc:shop.v1.Users/GetUser', 'grpc:*.Users/GetUser'],
      ['grpc:shop.v1.Users/GetUser', 'grpc:Users/GetUser'],
    ])
  })

  it('stay out where two packages have a service of that name, or nobody says one', async () => {
    const two = { 'a.proto': proto('shop.v1'), 'b.proto': proto('shop.v2') }
    for (const { ends } of [await keys(two), await keys({})]) {
      expect(ends).toContainEqual(['grpc:Users/GetUser', 'grpc:*.Users/GetUser'])
      expect(ends).not.toContainEqual(expect.arrayContaining(['grpc:shop.v1.Users/GetUser']))
    }
  })

  it('keep two apart that are known to differ, and nothing else', async () => {
    const known = await keys({ 'users.proto': proto('shop.v1') })
    const other = await keys({ 'users.proto': proto('bank') })
    const unknown = await keys({})
    const call = ({ of }: typeof known) => of(0)?.outgoing.keys
    const entry = ({ ends }: typeof known) => ends.find(([, any]) => any?.includes('*'))
    expect(call(known)?.[0]).toContain('Users/GetUser')
    expect(meets(call(known), entry(known))).toBe(true)
    expect(meets(call(known), entry(other))).toBe(false)
    expect(meets(call(known), entry(unknown))).toBe(true)
    expect(meets(call(unknown), entry(known))).toBe(true)
    expect(meets(call(unknown), entry(unknown))).toBe(true)
  })
})
