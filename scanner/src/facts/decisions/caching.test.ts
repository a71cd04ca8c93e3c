import { describe, expect, it } from 'vitest'
import { decide, shapes } from './testing/decide'

describe('decision/caching', () => {
  it.each([
    ['typescript', 'const priceCache = new Map<string, Price>()'],
    ['typescript', 'class A { private readonly cache = new Map() }'],
    ['python', '_cache: dict[str, int] = {}'],
    ['java', 'class A { private final Map<K, V> cache = new ConcurrentHashMap<>(); }'],
    ['go', 'package a\ntype S struct { cache sync.Map }'],
  ] as const)('%s: reports a plain map that is called a cache: %s', async (language, source) => {
    expect(await shapes(language, source)).toEqual(['caching: plain map as cache'])
  })

  it('is silent on a map that lives as long as a call', async () => {
    expect(await shapes('typescript', 'function f() { const cache = new Map() }')).toEqual([])
    expect(await shapes('typescript', "const cacheKeys = new Map([['a', 1]])")).toEqual([])
  })

  it.each([
    [
      "import { LRUCache } from 'lru-cache'\nconst c = new LRUCache({ max: 10, ttl: 1000 })",
      'lru-cache(ttl, max)',
    ],
    ["redis.set(key, value, 'EX', ttl)", 'redis SET with expiry'],
    ['await redis?.setex(key, 60, value)', 'redis SET with expiry'],
    ['await redis!.set(cacheKey, value)', 'redis SET without expiry'],
    ["res.setHeader('Cache-Control', 'private, no-store')", 'Cache-Control'],
    [
      "import { unstable_cache } from 'next/cache'\nunstable_cache(load, ['a'], { revalidate: 60 })",
      'unstable_cache(revalidate)',
    ],
  ])('TypeScript: %s', async (source, shape) => {
    expect(await shapes('typescript', source)).toEqual([`caching: ${shape}`])
  })

  it.each([
    'redis.get(key)',
    'redis.set(LAST_RUN_KEY, now)',
    'params.set(key, value)',
    'new LRUCache({ max: 1 })',
    "res.setHeader('ETag', tag)",
  ])('TypeScript: is silent on %s', async (source) => {
    expect(await shapes('typescript', source)).toEqual([])
  })

  it('takes several writes of one function as one decision', async () => {
    const source =
      'async function save() { await redis.setex(a, 1, b); await redis.setex(c, 1, d) }'
    expect(await shapes('typescript', source)).toHaveLength(1)
  })

  it('Python: reports memoised functions and values with and without expiry', async () => {
    const source = `
from functools import lru_cache
from django.core.cache import cache

@lru_cache(maxsize=10)
def a():
    cache.set(key, value, 60)

def b():
    cache.set(key, value)
    cache.get(key)
`
    expect(await shapes('python', source)).toEqual([
      'caching: lru_cache(maxsize)',
      'caching: cache.set(timeout)',
      'caching: cache.set',
    ])
  })

  it('Python: is silent on a cache of its own and on reads', async () => {
    const source = 'cache.get(key)\n@cached_property\ndef a(self): pass'
    expect(await shapes('python', source)).toEqual([])
  })

  it('Java: reports cached methods, evictions and builders', async () => {
    const source = `
      import org.springframework.cache.annotation.*;
      import com.github.benmanes.caffeine.cache.Caffeine;
      class Codes {
        @Cacheable(value = "codes", key = "#id") String find(Long id) { return null; }
        @CacheEvict(value = "codes", allEntries = true) void drop() {}
        @Caching(evict = { @CacheEvict("a"), @CacheEvict("b") }) void both() {}
        Object c = Caffeine.newBuilder().maximumSize(10).build();
      }`
    const found = await decide('java', source)
    expect(found.map(({ shape }) => shape).sort()).toEqual([
      '@CacheEvict',
      '@CacheEvict(allEntries=true)',
      '@Cacheable(key)',
      'cache builder',
    ])
    expect(found.find(({ shape }) => shape === '@Cacheable(key)')?.message).toContain('cache codes')
  })

  it('Java: is silent on another Cacheable', async () => {
    const source = 'import com.acme.Cacheable;\nclass A { @Cacheable void a() {} }'
    expect(await shapes('java', source)).toEqual([])
  })

  it('Go: reports caches by import and values kept in Redis', async () => {
    const source = `package a
      import lru "github.com/hashicorp/golang-lru/v2"
      func f() { c, _ := lru.New[string, int](10); rdb.Set(ctx, key, value, time.Minute); rdb.Get(ctx, key) }`
    expect(await shapes('go', source)).toContain('caching: redis SET')
    expect(
      await shapes('go', 'package a\nfunc f() { header.Set("a", "b"); cache.Get(k) }'),
    ).toEqual([])
  })
})
