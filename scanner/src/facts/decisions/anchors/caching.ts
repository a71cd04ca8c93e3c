import { also, ask, type CallAnchor, type CallView, hasWord, type MarkAnchor } from './anchor'

const kind = 'caching'
const SIZE_AND_TTL = [ask('ttl', 'time to live'), ask('max', 'largest size')] as const

/** Caches, times to live and cache headers, by call. */
export const cachingCalls: readonly CallAnchor[] = [
  {
    kind,
    on: ['js'],
    anchor: 'lru-cache',
    hints: ['lru', 'ttlcache'],
    target: /^(lru-cache|quick-lru|tiny-lru|@isaacs\/ttlcache|mnemonist\/lru-cache)(\.\w+)?$/,
    isNew: true,
    says: 'Cache in the memory of each process',
    asks: SIZE_AND_TTL,
    leaves: 'processes differ until it expires',
    source: 'https://github.com/isaacs/node-lru-cache#readme',
  },
  {
    kind,
    on: ['js'],
    anchor: 'node-cache',
    hints: ['cache', 'keyv'],
    target: /^(node-cache|memory-cache|keyv|@keyv\/\w+|cacheable)(\.\w+)?$/,
    isNew: true,
    says: 'Cache',
    asks: [
      also('stdTTL', 'time to live'),
      ask('ttl', 'time to live'),
      also('maxKeys', 'largest size'),
    ],
    source: 'https://github.com/node-cache/node-cache#readme',
  },
  {
    kind,
    on: ['js'],
    anchor: 'cache-manager',
    hints: ['cache-manager'],
    target:
      /^(cache-manager\.(caching|createCache|multiCaching)|@nestjs\/cache-manager\.CacheModule\.register\w*)$/,
    says: 'Cache',
    asks: [ask('ttl', 'time to live'), ask('max', 'largest size')],
    source: 'https://github.com/jaredwray/cacheable/tree/main/packages/cache-manager',
  },
  {
    kind,
    on: ['js'],
    anchor: 'unstable_cache',
    hints: ['next/cache'],
    target: /^next\/cache\.(unstable_cache|cacheLife|unstable_cacheLife)$/,
    says: 'Cached by Next.js across requests',
    asks: [ask('revalidate', 'revalidation'), also('tags', 'tags')],
    leaves: 'what is not in the key is shared by everyone',
    source: 'https://nextjs.org/docs/app/api-reference/functions/unstable_cache',
  },
  {
    kind,
    on: ['js'],
    anchor: 'memoize',
    hints: ['mem', 'moize'],
    target:
      /^(memoizee|p-memoize|mem|memoize|moize|memoize-one|lodash[./]memoize|lodash-es\.memoize)$/,
    says: 'Result kept in the memory of each process',
    asks: [
      also('maxAge', 'time to live'),
      ask('max', 'largest size'),
      also('maxSize', 'largest size'),
    ],
    source: 'https://github.com/medikoo/memoizee#readme',
  },
  {
    kind,
    on: ['js'],
    anchor: 'QueryClient',
    hints: ['QueryClient'],
    target: /^@tanstack\/(react|vue|solid|svelte)?-?query(-core)?\.QueryClient$/,
    isNew: true,
    says: 'Cache of server answers in the browser',
    asks: [ask('defaultOptions', 'default staleness', 'set')],
    source: 'https://tanstack.com/query/latest/docs/reference/QueryClient',
  },
  {
    kind,
    on: ['js'],
    anchor: 'redis SET with expiry',
    fold: true,
    hints: ['.set'],
    written: /(redis|cache|kv)\w*\.(set|setex|psetex|setEx|pSetEx)$/i,
    when: (call) => !isSetIfAbsent(call) && hasExpiry(call) && !isMark(call),
    says: 'Value kept in Redis with an expiry',
    leaves: 'who removes it on a write is not stated',
    source: 'https://redis.io/docs/latest/commands/set/',
  },
  {
    kind,
    on: ['js'],
    anchor: 'redis SET without expiry',
    fold: true,
    hints: ['.set('],
    written: /redis\w*\.set$/i,
    when: (call) =>
      /cache/i.test(`${call.written} ${call.positional[0]}`) &&
      call.positional.length >= 2 &&
      !isSetIfAbsent(call) &&
      !hasExpiry(call),
    says: 'Value kept in Redis without an expiry',
    leaves: 'it stays until something removes it',
    source: 'https://redis.io/docs/latest/commands/set/',
  },
  {
    kind,
    on: ['js', 'go', 'python', 'java'],
    anchor: 'Cache-Control',
    hints: ['ache-'],
    written: /\.(setHeader|set|header|append|appendHeader|Set|Add|Header)$/,
    when: (call) => hasWord(call, 'Cache-Control'),
    says: 'Tells browsers and proxies how long they may keep the answer',
    source: 'https://www.rfc-editor.org/rfc/rfc9111.html',
  },
  {
    kind,
    on: ['python'],
    anchor: 'lru_cache',
    hints: ['functools'],
    target: /^functools\.(lru_cache|cache)$/,
    says: 'Result kept in the memory of each process until it ends',
    asks: [ask('maxsize', 'largest size')],
    leaves: 'nothing expires',
    source: 'https://docs.python.org/3/library/functools.html#functools.lru_cache',
  },
  {
    kind,
    on: ['python'],
    anchor: 'cache.set',
    fold: true,
    hints: ['django.core.cache'],
    target: /^django\.core\.cache\.(caches?|cache)\.(set|set_many|get_or_set|aset)$/,
    says: 'Value kept in the shared cache',
    asks: [ask('timeout', 'expiry', 'set', 2)],
    leaves: 'who removes it on a write is not stated',
    source: 'https://docs.djangoproject.com/en/stable/topics/cache/',
  },
  {
    kind,
    on: ['python'],
    anchor: 'cache_page',
    hints: ['django.views.decorators'],
    target:
      /^django\.views\.decorators\.(cache\.(cache_page|cache_control|never_cache)|vary\.\w+)$/,
    says: 'Whole answers are cached',
    source: 'https://docs.djangoproject.com/en/stable/topics/cache/#the-per-view-cache',
  },
  {
    kind,
    on: ['python'],
    anchor: 'cachetools',
    hints: ['cachetools', 'aiocache', 'async_lru', 'joblib', 'cachelib', 'diskcache'],
    target:
      /^(cachetools\.(func\.)?\w*(Cache|cached|cachedmethod|_cache)|aiocache\.(cached|Cache|SimpleMemoryCache|RedisCache)|async_lru\.alru_cache|joblib\.Memory|cachelib\.\w+|diskcache\.\w*Cache)$/,
    says: 'Cache in the memory of each process',
    asks: [ask('maxsize', 'largest size'), ask('ttl', 'time to live')],
    source: 'https://cachetools.readthedocs.io/',
  },
  {
    kind,
    on: ['python'],
    anchor: 'flask cache',
    hints: ['cache.cached', 'cache.memoize'],
    written: /^cache\.(cached|memoize)$/,
    says: 'Result is cached',
    asks: [ask('timeout', 'expiry')],
    source: 'https://flask-caching.readthedocs.io/',
  },
  {
    kind,
    on: ['python'],
    anchor: 'redis SET with expiry',
    fold: true,
    hints: ['.set'],
    written: /(redis|client|conn|cache)\w*\.(set|setex|psetex)$/i,
    when: (call) =>
      call.options.get('nx') !== 'True' &&
      (/setex$/.test(call.written) || call.options.has('ex') || call.options.has('px')),
    says: 'Value kept in Redis with an expiry',
    leaves: 'who removes it on a write is not stated',
    source: 'https://redis.readthedocs.io/en/stable/commands.html',
  },
  {
    kind,
    on: ['java'],
    anchor: 'cache builder',
    hints: ['Caffeine', 'CacheBuilder', 'CacheConfiguration', 'MutableConfiguration'],
    target:
      /^(com\.github\.benmanes\.caffeine\.cache\.Caffeine\.(newBuilder|from)|com\.google\.common\.cache\.CacheBuilder\.(newBuilder|from)|org\.ehcache\.config\.builders\.CacheConfigurationBuilder\.newCacheConfigurationBuilder|org\.springframework\.data\.redis\.cache\.RedisCacheConfiguration\.defaultCacheConfig|javax\.cache\.configuration\.MutableConfiguration)$/,
    says: 'Cache with its size and expiry',
    leaves: 'how stale its users may see it is not stated',
    source: 'https://github.com/ben-manes/caffeine/wiki/Eviction',
  },
  {
    kind,
    on: ['java'],
    anchor: 'cache manager',
    hints: ['CacheManager'],
    target:
      /^org\.springframework\.(cache|data\.redis\.cache)\.\w+(\.\w+)*CacheManager$|^org\.springframework\.cache\.\w+\.\w+CacheManager$/,
    isNew: true,
    says: 'Cache manager behind the cache annotations',
    source: 'https://docs.spring.io/spring-framework/reference/integration/cache.html',
  },
  {
    kind,
    on: ['java'],
    anchor: 'redis SET',
    fold: true,
    hints: ['opsForValue', '.Set'],
    written: /\.opsForValue\.(set|setIfAbsent)$/,
    when: (call) => /\.set$/.test(call.written),
    says: 'Value kept in Redis',
    leaves: 'who removes it on a write is not stated',
    source: 'https://docs.spring.io/spring-data/redis/reference/redis/template.html',
  },
  {
    kind,
    on: ['java'],
    anchor: 'CacheControl',
    hints: ['CacheControl'],
    target:
      /^(org\.springframework\.http\.CacheControl\.\w+|(jakarta|javax)\.ws\.rs\.core\.CacheControl)$/,
    says: 'Tells browsers and proxies how long they may keep the answer',
    source: 'https://www.rfc-editor.org/rfc/rfc9111.html',
  },
  {
    kind,
    on: ['go'],
    anchor: 'in-process cache',
    hints: ['github.com/'],
    target:
      /^github\.com\/(hashicorp\/golang-lru(\/v2)?(\/expirable)?\.New\w*|dgraph-io\/ristretto(\/v2)?\.NewCache|allegro\/bigcache(\/v3)?\.New\w*|patrickmn\/go-cache\.New|coocood\/freecache\.NewCache|golang\/groupcache\.NewGroup|jellydator\/ttlcache\/v3\.New|maypok86\/otter(\/v2)?\.\w+|bluele\/gcache\.New)$/,
    says: 'Cache in the memory of each process',
    leaves: 'processes differ until it expires',
    source: 'https://pkg.go.dev/github.com/hashicorp/golang-lru/v2',
  },
  {
    kind,
    on: ['go'],
    anchor: 'redis SET',
    fold: true,
    hints: ['opsForValue', '.Set'],
    written: /(^|\.)\w*(rdb|redis|Redis|cache|Cache)\w*\.(Set|SetEx|SetEX)$/,
    when: (call) => call.positional.length >= 4,
    says: 'Value kept in Redis',
    leaves: 'who removes it on a write is not stated',
    source: 'https://pkg.go.dev/github.com/redis/go-redis/v9#Client.Set',
  },
]

function isSetIfAbsent(call: CallView): boolean {
  return hasWord(call, 'NX') || call.options.has('NX')
}

/** A key that names a lock or something already seen is no copy of anything. */
function isMark(call: CallView): boolean {
  return /lock|seen|dedup|processed/i.test(call.positional[0] ?? '')
}

function hasExpiry(call: CallView): boolean {
  if (/p?setex$/i.test(call.written)) return true
  return ['EX', 'PX', 'EXAT', 'PXAT', 'KEEPTTL'].some(
    (word) => hasWord(call, word) || call.options.has(word),
  )
}

/** Caches by decorator or annotation. */
export const cachingMarks: readonly MarkAnchor[] = [
  {
    kind,
    on: ['java'],
    anchor: '@Cacheable',
    hints: ['@Cache'],
    name: /^(Cacheable|CachePut|CacheResult)$/,
    target: /^(org\.springframework\.cache\.annotation|javax\.cache\.annotation)\./,
    per: 'member',
    says: 'Result is cached',
    asks: [
      also('value', 'cache', 'none'),
      also('cacheNames', 'cache', 'none'),
      also('key', 'key'),
      also('unless', 'unless'),
      also('condition', 'condition'),
    ],
    leaves: 'expiry is decided where the cache is built',
    source: 'https://docs.spring.io/spring-framework/reference/integration/cache/annotations.html',
  },
  {
    kind,
    on: ['java'],
    anchor: '@CacheEvict',
    hints: ['@Cac'],
    name: /^(CacheEvict|Caching|CacheRemove|CacheRemoveAll)$/,
    target: /^(org\.springframework\.cache\.annotation|javax\.cache\.annotation)\./,
    per: 'member',
    says: 'Removes cached values when the method returns',
    asks: [
      also('value', 'cache', 'none'),
      also('cacheNames', 'cache', 'none'),
      also('allEntries', 'allEntries', 'value'),
      also('beforeInvocation', 'beforeInvocation', 'value'),
    ],
    leaves: 'a reader in between can put the old value back',
    source: 'https://docs.spring.io/spring-framework/reference/integration/cache/annotations.html',
  },
  {
    kind,
    on: ['java'],
    anchor: 'Hibernate second level cache',
    hints: ['@Cache'],
    name: /^(Cache|Cacheable)$/,
    target: /^(org\.hibernate\.annotations\.Cache|(jakarta|javax)\.persistence\.Cacheable)$/,
    per: 'member',
    says: 'Entity is cached across sessions',
    asks: [ask('usage', 'usage', 'value')],
    source:
      'https://docs.jboss.org/hibernate/orm/6.4/userguide/html_single/Hibernate_User_Guide.html#caching',
  },
  {
    kind,
    on: ['js'],
    anchor: '@CacheTTL',
    hints: ['@Cache', '@Memoize'],
    name: /^(CacheTTL|CacheKey|Cacheable|Memoize)$/,
    per: 'member',
    says: 'Result is cached',
    source: 'https://docs.nestjs.com/techniques/caching',
  },
]
