import { describe, expect, it } from 'vitest'
import { assembledOf, findingsOf } from '../testing'

const ends = async (sources: Record<string, string>, manifests = {}) =>
  (await assembledOf(sources, manifests))
    .filter((one) => one.rule === 'flow/segment')
    .map((one) => {
      const { entry, outgoing } = (one.data as { flow: Flow }).flow
      return `${entry.label} -> ${outgoing.label}${outgoing.confidence ? ` (${outgoing.confidence})` : ''}`
    })
    .toSorted()

interface Flow {
  entry: { label: string }
  outgoing: { label: string; confidence?: string }
}

const imports = `import org.springframework.web.client.RestTemplate;
import org.springframework.web.bind.annotation.*;`
const controller = `package shop.api;
${imports}
import shop.core.Orders;
class Controller {
  private final Orders orders;
  @GetMapping("/orders") String all() { return orders.load(); }
}`
const contract = 'package shop.core;\npublic interface Orders { String load(); }'
const impl = (name: string, host: string) => `package shop.core;
${imports}
class ${name} implements Orders {
  private RestTemplate rest;
  public String load() { return rest.getForObject("http://${host}/x", String.class); }
}`

const provider = (name: string, host: string) => `import requests
from base import Adapter
class ${name}(Adapter):
    def load(self):
        requests.get("http://${host}/x")
`
const view = (name: string) => `import requests
from django.urls import path
from near import Near
from far import Far
from django.views import View
class SignIn(View):
    def post(self, request):
        provider = ${name}(request)
        provider.authenticate()
    def delete(self, request):
        pass
class Admin(SignIn):
    def get(self, request):
        requests.get("http://admin/x")
urlpatterns = [path("sign-in/", SignIn.as_view())]
`
const base = `class Adapter:
    def load(self):
        raise NotImplementedError
    def authenticate(self):
        self.load()
`

describe('calls on an object whose class is known', () => {
  it('lead to what that class makes of an abstract method, whatever others make of it', async () => {
    const files = {
      'base.py': base,
      'near.py': provider('Near', 'near'),
      'far.py': provider('Far', 'far'),
    }
    const posts = async (name: string) =>
      (await ends({ ...files, 'views.py': view(name) })).filter((one) => one.startsWith('POST'))
    expect(await posts('Near')).toEqual(['POST /sign-in -> GET http://near/x (medium)'])
    expect(await posts('Far')).toEqual(['POST /sign-in -> GET http://far/x (medium)'])
  })

  it('a view answers what its class has, not what classes below it have', async () => {
    const found = await ends({ 'base.py': base, 'views.py': view('Near') })
    expect(found).toEqual([
      'DELETE /sign-in -> no further call',
      'POST /sign-in -> no further call',
    ])
  })
})

describe('calls through types', () => {
  it('go to the one class that implements an interface', async () => {
    const sources = {
      'src/shop/api/Controller.java': controller,
      'src/shop/core/Orders.java': contract,
      'src/shop/core/OrdersImpl.java': impl('OrdersImpl', 'stock'),
    }
    expect(await ends(sources)).toEqual(['GET /orders -> GET http://stock/x'])
  })

  it('go to each of several classes, none of them for certain; stand-ins do no work', async () => {
    const sources = {
      'src/shop/api/Controller.java': controller,
      'src/shop/core/Orders.java': contract,
      'src/shop/core/Near.java': impl('Near', 'near'),
      'src/shop/core/Far.java': impl('Far', 'far'),
      'src/shop/core/FakeOrders.java': impl('FakeOrders', 'fake'),
    }
    expect(await ends(sources)).toEqual([
      'GET /orders -> GET http://far/x (medium)',
      'GET /orders -> GET http://near/x (medium)',
    ])
  })

  it('go through a field of the class above, which another file declares and never uses', async () => {
    const sources = {
      'src/shop/api/Controller.java': controller.replace(
        'class Controller {\n  private final Orders orders;',
        'class Controller extends Base {',
      ),
      'src/shop/api/Base.java':
        'package shop.api;\nimport shop.core.Orders;\nabstract class Base { @Autowired protected Orders orders; private Orders other; }',
      'src/shop/core/Orders.java': contract,
      'src/shop/core/OrdersImpl.java': impl('OrdersImpl', 'stock'),
    }
    expect(await ends(sources)).toEqual(['GET /orders -> GET http://stock/x'])
  })

  it('go nowhere through an interface of another package with the same name', async () => {
    const sources = {
      'src/shop/api/Controller.java': controller,
      'src/shop/core/Orders.java': contract,
      'src/shop/other/Orders.java': 'package shop.other;\ninterface Orders { String load(); }',
      'src/shop/other/Impl.java': impl('Impl', 'other').replace('shop.core', 'shop.other'),
    }
    expect(await ends(sources)).toEqual(['GET /orders -> no further call'])
  })

  it('reach what a class inherits, and what a base class leaves to others', async () => {
    const sources = {
      'a.ts': `import { Controller, Get } from '@nestjs/common'
import { Mail } from './mail'
@Controller('mail')
export class Api {
  constructor(private readonly mail: Mail) {}
  @Get('x') run() { return this.mail.deliver() }
}`,
      'mail.ts': `import { Base } from './base'
export class Mail extends Base {
  send() { return fetch('http://post/send') }
}`,
      'base.ts':
        'export abstract class Base {\n  abstract send()\n  deliver() { return this.send() }\n}',
    }
    expect(await ends(sources)).toEqual(['GET /mail/x -> GET http://post/send'])
  })

  it("call the base class's own method through super", async () => {
    const sources = {
      'a.py': `from fastapi import APIRouter
from base import Base
router = APIRouter()
class Mail(Base):
    def send(self):
        return super().send()
@router.get("/mail")
def mail():
    m = Mail()
    return m.send()
`,
      'base.py':
        'import requests\nclass Base:\n    def send(self):\n        return requests.get("http://post/send")\n',
    }
    expect(await ends(sources)).toEqual(['GET /mail -> GET http://post/send'])
  })

  it('follow the fields of a Go type into another package', async () => {
    const sources = {
      'api/server.go': `package api
import (
	"net/http"
	"shop/core"
)
type Server struct {
	orders core.Orders
}
func (s *Server) list(w http.ResponseWriter, r *http.Request) { s.orders.Load() }
func (s *Server) routes() { http.HandleFunc("/orders", s.list) }`,
      'core/orders.go': 'package core\ntype Orders interface {\n\tLoad() error\n}',
      'core/remote.go': `package core
import "net/http"
type remote struct {}
func (r *remote) Load() error {
	_, err := http.Get("http://stock/x")
	return err
}`,
    }
    const manifests = { 'go.mod': 'module shop\n' }
    expect(await ends(sources, manifests)).toEqual(['ANY /orders -> GET http://stock/x'])
  })

  it("go to a handler in another file of a Go type's package", async () => {
    const sources = {
      'a/main.go':
        'package a\nimport "net/http"\nfunc main() {\n\tsvc := new(server)\n\thttp.HandleFunc("/x", svc.view)\n}',
      'a/view.go':
        'package a\nimport "net/http"\ntype server struct {}\nfunc (s *server) view() { http.Get("http://stock/x") }',
    }
    expect(await ends(sources)).toEqual(['ANY /x -> GET http://stock/x'])
  })

  it('follow what factories give back, also one of several', async () => {
    const core = `package core
import "net/http"
type Orders interface {
	Load() error
}
type remote struct {}
func NewOrders() (Closer, Orders, error) { return nil, &remote{}, nil }
func (r *remote) Load() error {
	_, err := http.Get("http://stock/x")
	return err
}`
    const api = `package api
import (
	"net/http"
	"shop/core"
)
func list(w http.ResponseWriter, r *http.Request) {
	closer, orders, err := core.NewOrders()
	orders.Load()
}
func main() { http.HandleFunc("/orders", list) }`
    const sources = { 'core/core.go': core, 'api/api.go': api }
    expect(await ends(sources, { 'go.mod': 'module shop\n' })).toEqual([
      'ANY /orders -> GET http://stock/x',
    ])
  })

  it('follow a factory that is asked for an interface, made in place or before', async () => {
    const made = (body: string) => ({
      'a.ts': `import { Controller, Get } from '@nestjs/common'
import { Factory } from './factory'
@Controller('sms')
export class Api {
  constructor(private readonly factory: Factory) {}
  @Get('x') run() { ${body} }
}`,
      'factory.ts': `import type { Provider } from './provider'
export class Factory {
  handlerFor(name): Provider { return this.all[name] }
}`,
      'provider.ts': 'export interface Provider { send(): Promise<void> }',
      'near.ts': `import type { Provider } from './provider'
export class Near implements Provider {
  send() { return fetch('http://near/send') }
}`,
    })
    const expected = ['GET /sms/x -> GET http://near/send']
    expect(await ends(made("return this.factory.handlerFor('near').send()"))).toEqual(expected)
    const before = "const handler = await this.factory.handlerFor('near'); return handler.send()"
    expect(await ends(made(before))).toEqual(expected)
  })

  it("know a package's client that a Go type holds or embeds, and not what its package only checks", async () => {
    const source = `package a
import (
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"k8s.io/client-go/util/retry"
)
type job struct {
	client.Client
	set kubernetes.Interface
}
func (j *job) run() {
	retry.RetryOnConflict(retry.DefaultBackoff, func() error { return client.IgnoreNotFound(j.Get(x)) })
}
func (j *job) pods() {
	retry.RetryOnConflict(retry.DefaultRetry, func() error { return j.set.CoreV1().Pods(n).Delete(x) })
}
func (j *job) write() {
	retry.OnError(policy, check, func() error { return j.Client.Update(x) })
}`
    expect(await ends({ 'a.go': source }, { 'go.mod': 'module a\n' })).toEqual([
      'job.pods -> k8s.io/client-go/kubernetes set.CoreV1().Pods().Delete',
      'job.run -> sigs.k8s.io/controller-runtime/pkg/client Get',
      'job.write -> sigs.k8s.io/controller-runtime/pkg/client Client.Update',
    ])
  })

  it('follow one instance that a file makes for all others', async () => {
    const python = {
      'shop/service.py':
        'import requests\nclass Service:\n    def load(self):\n        return requests.get("http://stock/x")\nservice = Service()\n',
      'shop/api.py':
        'from fastapi import APIRouter\nfrom .service import service as orders\nrouter = APIRouter()\n@router.get("/orders")\ndef all():\n    return orders.load()\n',
      'shop/__init__.py': '',
    }
    expect(await ends(python)).toEqual(['GET /orders -> GET http://stock/x'])
    const script = (out: string, name: string) => ({
      'a.ts': `import express from 'express'\nimport ${name} from './orders'\nconst app = express()\napp.get('/orders', (req, res) => orders.load())`,
      'orders.ts': `class Orders { load() { return fetch('http://stock/x') } }\n${out}`,
    })
    const expected = ['GET /orders -> GET http://stock/x']
    expect(await ends(script('export const orders = new Orders()', '{ orders }'))).toEqual(expected)
    expect(await ends(script('export default new Orders()', 'orders'))).toEqual(expected)
  })

  it('are each told where a function makes several by one name, with the layers around them alone', async () => {
    const source = `import express from 'express'
const app = express()
app.get('/both', both)
export async function both() {
  await fetch('http://stock/x')
  await fetch('http://mail/y')
  for (let attempt = 0; attempt < 3; attempt++) {
    try { return await fetch('http://pay/z') } catch (e) { await sleep(1) }
  }
}`
    const one = source.replace(/ {2}for [\s\S]* {2}}\n/, '')
    expect(await ends({ 'a.ts': one })).toEqual([
      'GET /both -> GET http://mail/y',
      'GET /both -> GET http://stock/x',
    ])
    // Beside a layer, what stands outside it by the same name is not told rather than wrongly repeated.
    expect(await ends({ 'a.ts': source })).toEqual(['GET /both -> GET http://pay/z'])
  })

  it('multiply layers on both sides of an interface', async () => {
    const sources = {
      'a.ts': `import { backOff } from 'exponential-backoff'
import type { Payments } from './payments'
export class Job {
  constructor(private readonly payments: Payments) {}
  run() { return backOff(() => this.payments.charge(), { numOfAttempts: 3 }) }
}`,
      'payments.ts': 'export interface Payments { charge(): Promise<void> }',
      'stripe.ts': `import Stripe from 'stripe'
import type { Payments } from './payments'
export class StripePayments implements Payments {
  private stripe = new Stripe(key)
  charge() { return this.stripe.charges.create(1) }
}`,
    }
    const manifests = { 'package.json': '{"dependencies":{"stripe":"17.4.0"}}' }
    const found = await findingsOf(sources, manifests)
    expect(found.map((one) => one.data?.arithmetic)).toEqual(['3 wrapper × 3 SDK = 9'])
  })
})
