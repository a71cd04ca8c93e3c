import type { Family } from './anchor'

interface ContractRow {
  on: readonly Family[]
  anchor: string
  says: string
  source: string
}

/** A class or interface whose annotation or decorator makes it a contract. */
export interface ContractMark extends ContractRow {
  name: RegExp
  target?: RegExp
}

const JAX_RS = 'https://jakarta.ee/specifications/restful-ws/3.1/'
const SPRING_WEB =
  'https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller.html'

export const contractMarks: readonly ContractMark[] = [
  {
    on: ['java'],
    anchor: '@Path',
    name: /^Path$/,
    target: /^(jakarta|javax)\.ws\.rs\.Path$/,
    says: 'HTTP resource',
    source: JAX_RS,
  },
  {
    on: ['java'],
    anchor: '@RestController',
    name: /^(RestController|RepositoryRestController)$/,
    says: 'HTTP controller',
    source: SPRING_WEB,
  },
  {
    on: ['java'],
    anchor: '@Controller',
    name: /^Controller$/,
    target: /^(org\.springframework\.stereotype|io\.micronaut\.http\.annotation)\.Controller$/,
    says: 'HTTP controller',
    source: SPRING_WEB,
  },
  {
    on: ['java'],
    anchor: '@FeignClient',
    name: /^(FeignClient|HttpExchange|RegisterRestClient)$/,
    says: 'Client of another service, whose contract it repeats',
    source: 'https://docs.spring.io/spring-cloud-openfeign/reference/',
  },
  {
    on: ['java'],
    anchor: '@GrpcService',
    name: /^(GrpcService|GRpcService|WebService|DgsComponent)$/,
    says: 'Service for others to call',
    source: 'https://grpc.io/docs/languages/java/basics/',
  },
  {
    on: ['js'],
    anchor: '@Controller',
    name: /^(Controller|JsonController|RestController)$/,
    says: 'HTTP controller',
    source: 'https://docs.nestjs.com/controllers',
  },
  {
    on: ['js'],
    anchor: '@Resolver',
    name: /^Resolver$/,
    says: 'GraphQL resolvers',
    source: 'https://docs.nestjs.com/graphql/resolvers',
  },
  {
    on: ['js'],
    anchor: '@WebSocketGateway',
    name: /^WebSocketGateway$/,
    says: 'Socket messages for others to send',
    source: 'https://docs.nestjs.com/websockets/gateways',
  },
]

/** A class whose superclass makes it a contract. `className` asks for a name as well. */
export interface ContractBase extends ContractRow {
  base: RegExp
  className?: RegExp
}

export const contractBases: readonly ContractBase[] = [
  {
    on: ['python'],
    anchor: 'GraphQL root',
    base: /(^|\.)ObjectType$/,
    className: /(Quer(y|ies)|Mutations?|Subscriptions?)$/,
    says: 'GraphQL fields at the root of the schema',
    source: 'https://docs.graphene-python.org/en/latest/types/schema/',
  },
  {
    on: ['python'],
    anchor: 'GraphQL mutation',
    base: /^graphene\.(relay\.)?(Mutation|ClientIDMutation)$|^graphene_django\..*Mutation$/,
    says: 'GraphQL mutation',
    source: 'https://docs.graphene-python.org/en/latest/types/mutations/',
  },
  {
    on: ['python'],
    anchor: 'REST view',
    base: /^rest_framework\.(views|viewsets|generics)\./,
    says: 'REST resource',
    source: 'https://www.django-rest-framework.org/api-guide/viewsets/',
  },
  {
    on: ['python'],
    anchor: 'Django view',
    base: /^django\.views\.(generic(\.\w+)*\.(View|TemplateView|ListView|DetailView|FormView|CreateView|UpdateView|DeleteView)|View|generic\.base\.View)$/,
    says: 'HTTP view',
    source: 'https://docs.djangoproject.com/en/stable/topics/class-based-views/',
  },
  {
    on: ['python'],
    anchor: 'gRPC service',
    base: /_pb2_grpc\.\w+Servicer$/,
    says: 'gRPC service',
    source: 'https://grpc.io/docs/languages/python/basics/',
  },
  {
    on: ['java'],
    anchor: 'gRPC service',
    base: /Grpc\.\w+ImplBase$/,
    says: 'gRPC service',
    source: 'https://grpc.io/docs/languages/java/basics/',
  },
]

/** A call that builds a router or schema: `routes` says that only one with routes in the file counts. */
export interface ContractCall extends ContractRow {
  hints: readonly string[]
  target?: RegExp
  written?: RegExp
  /** What the argument must have; decided in contract-calls.ts. */
  needs?: 'object' | 'routes'
}

export const contractCalls: readonly ContractCall[] = [
  {
    on: ['js'],
    anchor: 'tRPC router',
    hints: ['outer('],
    target: /(^|\/)trpc[^.]*(\.\w+)*\.(router|createTRPCRouter)$/i,
    written: /(^|\.)(createTRPCRouter|t\.router)$/,
    needs: 'object',
    says: 'tRPC router',
    source: 'https://trpc.io/docs/server/routers',
  },
  {
    on: ['js'],
    anchor: 'HTTP router',
    hints: ['express', 'hono', 'fastify', 'koa', 'elysia'],
    target:
      /^(express(\.Router)?|hono(\.Hono)?|fastify(\.(fastify|Fastify))?|@koa\/router(\.Router)?|koa-router|@hono\/zod-openapi\.OpenAPIHono|elysia\.Elysia)$/,
    needs: 'routes',
    says: 'HTTP router',
    source: 'https://expressjs.com/en/guide/routing.html',
  },
  {
    on: ['js'],
    anchor: 'GraphQL schema',
    hints: ['graphql', 'pothos'],
    target: /^(graphql\.GraphQLSchema|@graphql-tools\/schema\.makeExecutableSchema|@pothos\/core)$/,
    says: 'GraphQL schema',
    source: 'https://graphql.org/learn/schema/',
  },
  {
    on: ['js'],
    anchor: 'ts-rest contract',
    hints: ['ts-rest', 'zod-openapi'],
    target: /^(@ts-rest\/core\.initContract|@hono\/zod-openapi\.createRoute)$/,
    says: 'HTTP contract',
    source: 'https://ts-rest.com/contract/overview',
  },
  {
    on: ['python'],
    anchor: 'HTTP router',
    hints: ['fastapi', 'flask', 'starlette', 'ninja', 'litestar', 'sanic'],
    target:
      /^(fastapi(\.routing)?\.(APIRouter|FastAPI)|flask\.(Blueprint|Flask)|ninja\.(NinjaAPI|Router)|sanic\.(Sanic|Blueprint)|litestar\.(Router|Litestar))$/,
    needs: 'routes',
    says: 'HTTP router',
    source: 'https://fastapi.tiangolo.com/tutorial/bigger-applications/',
  },
  {
    on: ['python'],
    anchor: 'GraphQL schema',
    hints: ['graphene', 'strawberry', 'ariadne'],
    target:
      /^(graphene\.Schema|strawberry\.(Schema|federation\.Schema)|ariadne\.make_executable_schema)$/,
    says: 'GraphQL schema',
    source: 'https://docs.graphene-python.org/en/latest/types/schema/',
  },
  {
    on: ['go'],
    anchor: 'gRPC service',
    hints: ['Register'],
    written: /(^|\.)Register[A-Z]\w*Server$/,
    says: 'gRPC service',
    source: 'https://grpc.io/docs/languages/go/basics/',
  },
]
