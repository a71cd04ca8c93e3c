import { describe, expect, it } from 'vitest'
import { decide, shapes } from './testing/decide'

describe('decision/api-contract', () => {
  it('TypeScript: takes a tRPC router as one contract and its composition as none', async () => {
    const router =
      'export const users = createTRPCRouter({ all: procedure.query(f), add: procedure.mutation(g) })'
    expect(await decide('typescript', router)).toMatchObject([
      {
        kind: 'api-contract',
        message:
          'tRPC router with 2 procedures, who depends on it and what may change is not stated',
        snippet: 'users = createTRPCRouter',
      },
    ])
    expect(
      await shapes('typescript', 'const app = createTRPCRouter({ users, posts: postRouter })'),
    ).toEqual([])
  })

  it.each([
    [
      'export default withMiddlewares({ GET: route({ fn }), POST: route({ fn }) })',
      'HTTP route GET, POST',
    ],
    [
      'export default async function handler(req: NextApiRequest, res: NextApiResponse) {}',
      'HTTP route',
    ],
    [
      'export async function POST(req: Request) {}\nexport const GET = list',
      'HTTP route POST, GET',
    ],
    [
      "import express from 'express'\nconst r = express.Router()\nr.get('/a', f)\nr.post('/b', g)",
      'HTTP router with 2 routes',
    ],
    [
      "@Controller('users')\nexport class Users { @Get() all() {} }",
      'HTTP controller users with 1 endpoint',
    ],
  ])('TypeScript: %s', async (source, start) => {
    const found = await decide('typescript', source)
    expect(found.map(({ message }) => message.split(', who')[0])).toEqual([start])
  })

  it.each([
    'export default function Page({ id }: Props) { return null }',
    "export const POST = 'POST'",
    'export default defineConfig({ plugins: [] })',
    "import express from 'express'\nconst app = express()\napp.use(json())",
    "cache.get('/a', f)",
  ])('TypeScript: is silent on %s', async (source) => {
    expect(await shapes('typescript', source)).toEqual([])
  })

  it('Python: reports roots, routers and REST views', async () => {
    const source = `
import graphene
from fastapi import APIRouter
from rest_framework.viewsets import ModelViewSet

router = APIRouter()

@router.get("/users")
def users(): pass

class OrderQueries(graphene.ObjectType):
    order = graphene.Field(Order)
    def resolve_order(self): pass

class OrderType(graphene.ObjectType):
    id = graphene.ID()

class Orders(ModelViewSet):
    queryset = None
`
    const found = await decide('python', source)
    expect(found.map(({ shape, snippet }) => `${shape}: ${snippet}`)).toEqual([
      'HTTP router: router = APIRouter',
      'GraphQL root: class OrderQueries',
      'REST view: class Orders',
    ])
    expect(found[1]?.message).toContain('with 1 field,')
  })

  it('Python: is silent on routers without routes and on plain classes', async () => {
    const source = 'from fastapi import APIRouter\nrouter = APIRouter()\nclass Queries: pass'
    expect(await shapes('python', source)).toEqual([])
  })

  it('Java: reports resources and controllers once per class', async () => {
    const source = `
      import jakarta.ws.rs.Path;
      @Path("/v1/loans") public class Loans { @GET @Path("{id}") public void one() {} @POST public void add() {} }
      @RestController class Users { @GetMapping("/") void all() {} }
      @Service class Other {}`
    const found = await decide('java', source)
    expect(found.map(({ message }) => message.split(', who')[0])).toEqual([
      'HTTP resource /v1/loans with 2 endpoints',
      'HTTP controller with 1 endpoint',
    ])
    expect(await shapes('java', 'import com.acme.Path;\n@Path("a") class A {}')).toEqual([])
  })

  it('Go: reports a function that registers routes once, and services', async () => {
    const source = `package a
      func routes(r chi.Router) { r.Get("/users", list); r.Post("/users", add); pb.RegisterUsersServer(s, impl) }
      func other() { m.Get("key", 1) }`
    const found = await decide('go', source)
    expect(found.map(({ message }) => message.split(', who')[0]).sort()).toEqual([
      'HTTP routes with 2 routes',
      'gRPC service',
    ])
  })
})
