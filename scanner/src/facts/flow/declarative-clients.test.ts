import { describe, expect, it } from 'vitest'
import { assembledOf, read } from '../testing'
import { entries } from './testing'

describe('declarative clients', () => {
  const MICRONAUT = `import io.micronaut.http.annotation.*;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.retry.annotation.Retryable;
`

  it('of Micronaut repeat as the annotation on the whole of them says, one decision', async () => {
    const client = `${MICRONAUT}@Client(id = "policy-service", path = "/api")
@Retryable(attempts = "2", delay = "2s")
public interface Policies {
  @Post("/offers") Offer offer(@Body Command command);
  @Get("/policies/{number}") Policy one(String number);
}`
    const facts = await read('java', client)
    expect(facts.flow?.outgoing?.map((one) => `${one.method} ${one.url}`)).toEqual([
      'POST http://policy-service/api/offers',
      'GET http://policy-service/api/policies/{}',
    ])
    expect(facts.retryLayers.map((one) => [one.attempts, one.symbol, one.repeats])).toEqual([
      [3, 'Policies.offer', ['@client.Policies.offer']],
      [3, 'Policies.one', ['@client.Policies.one']],
    ])
    expect(facts.sites.filter(({ rule }) => rule === 'decision/retry')).toHaveLength(1)
  })

  it.each([
    ['@HttpExchange("users") ', '{}/users/all', '{}/users/new'],
    ['@HttpExchange(url = "http://shop:80") ', 'http://shop:80/all', 'http://shop:80/new'],
    ['', '{}/all', '{}/new'],
    [`@HttpExchange("\${users.url}/v1") `, '{}/v1/all', '{}/v1/new'],
    [`@HttpExchange(url = "\${users.url:http://a}") `, '{}/all', '{}/new'],
    [`@HttpExchange("/\${users.version}/x") `, '{}/{}/x/all', '{}/{}/x/new'],
    [`@HttpExchange("\${users.scheme}://shop") `, undefined, undefined],
  ])('of Spring itself send as their exchanges say: %s', async (mark, get, post) => {
    const client = `import org.springframework.web.service.annotation.*;
${mark}public interface Users {
  @GetExchange("/all") List<User> all();
  @PostExchange(url = "/new", accept = "application/json") User make(@RequestBody User one);
  static User plain(String name) { return new User(name); }
}`
    const { flow } = await read('java', client)
    expect(flow?.outgoing?.map((one) => `${one.method} ${one.url}`)).toEqual([
      `GET ${get}`,
      `POST ${post}`,
    ])
  })

  it('of Micronaut send messages, and are served by controllers and listeners', async () => {
    const kafka = 'import io.micronaut.configuration.kafka.annotation.*;\n'
    const sent = `${kafka}@KafkaClient interface Events { @Topic("policy-made") void made(Event e); }`
    const facts = await read('java', sent)
    expect(facts.flow?.outgoing).toMatchObject([{ kind: 'topic', name: '=policy-made' }])
    expect(facts.flow?.entries).toBeUndefined()
    const heard = `${kafka}@KafkaListener class Listener { @Topic("policy-made") void on(Event e) { save(e); } }`
    expect(await entries('java', heard)).toEqual(['topic =policy-made Listener.on'])
    const controller = `${MICRONAUT}@Controller("/offers") class Api { @Post("/new") Offer make(Command c) { return save(c); } }`
    expect(await entries('java', controller)).toEqual(['http =POST /offers/new Api.make'])
  })

  it('send a request where a method of the interface is called', async () => {
    const files = {
      'src/main/java/com/acme/Users.java': `package com.acme;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
@FeignClient(name = "users-service", path = "/api") interface Users { @GetMapping("/users/{id}") User one(String id); }`,
      'src/main/java/com/acme/Orders.java': `package com.acme;
import org.springframework.retry.annotation.Retryable;
class Orders { private final Users users; @Retryable void load() { users.one("1"); } }`,
    }
    const found = await assembledOf(files)
    expect(found.map((one) => one.data?.flow)).toMatchObject([
      {
        outgoing: {
          kind: 'http',
          method: 'GET',
          keys: ['http:GET users-service/api/users/{}', 'host:users-service'],
        },
        layers: [{ kind: 'decorator', attempts: 3 }],
      },
    ])
  })
})

it('a declarative client repeats as the class that configures it says', async () => {
  const files = {
    'src/main/java/com/acme/Payments.java': `package com.acme;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
@FeignClient(name = "payments", url = "\${payments.url}", configuration = Retries.class)
interface Payments { @PostMapping("/create") void create(Payment one); }`,
    'src/main/java/com/acme/Retries.java': `package com.acme;
import feign.Retryer;
class Retries { @Bean public Retryer retryer() { return new Retryer.Default(1000, 3000, 3); } }`,
    'src/main/java/com/acme/Orders.java': `package com.acme;
import org.springframework.web.bind.annotation.*;
@RestController class Orders { private final Payments payments; @PutMapping("/pay") void pay() { payments.create(new Payment()); } }`,
  }
  const found = await assembledOf(files)
  expect(found.map(({ rule, data }) => [rule, data?.arithmetic])).toContainEqual([
    'retry-path/non-idempotent',
    '3 client = 3',
  ])
})

describe('a bean that repeats for all Feign clients', () => {
  const client = (module: string, options = '') => ({
    [`${module}/src/main/java/com/acme/Payments.java`]: `package com.acme;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
@FeignClient(name = "payments"${options})
interface Payments { @PostMapping("/create") void create(Payment one); }`,
    [`${module}/src/main/java/com/acme/Orders.java`]: `package com.acme;
import org.springframework.web.bind.annotation.*;
@RestController class Orders { private final Payments payments; @PutMapping("/pay") void pay() { payments.create(new Payment()); } }`,
  })
  const bean = (mark: string, made: string, name = 'Clients') => ({
    [`shop/src/main/java/com/acme/${name}.java`]: `package com.acme;
import feign.Retryer;
${mark} class ${name} { @Bean public Retryer retryer() { return ${made}; } }`,
  })
  const arithmetic = async (files: Record<string, string>) =>
    (await assembledOf(files)).find(({ rule }) => rule === 'retry-path/non-idempotent')?.data
      ?.arithmetic

  it.each([
    ['its number', '@Configuration', 'new Retryer.Default(100, 1000, 3)', '', '3 client = 3'],
    ['its default', '@Configuration', 'new Retryer.Default()', '', '5 client = 5'],
    ['never', '@Configuration', 'Retryer.NEVER_RETRY', '', undefined],
    ['of a class that nobody names', '', 'new Retryer.Default()', '', undefined],
  ])('counts: %s', async (_, mark, made, options, expected) => {
    const files = { ...client('shop', options), ...bean(mark, made) }
    expect(await arithmetic(files)).toBe(expected)
  })

  it('gives way to the class that a client names, and is not known in another module', async () => {
    const all = bean('@Configuration', 'new Retryer.Default()')
    const own = bean('', 'new Retryer.Default(100, 1000, 2)', 'Own')
    const named = client('shop', ', configuration = Own.class')
    expect(await arithmetic({ ...named, ...all, ...own })).toBe('2 client = 2')
    const never = bean('', 'Retryer.NEVER_RETRY', 'Own')
    expect(await arithmetic({ ...named, ...all, ...never })).toBeUndefined()
    expect(await arithmetic({ ...client('mail'), ...all })).toBeUndefined()
  })
})
