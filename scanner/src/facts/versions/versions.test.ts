import { describe, expect, it } from 'vitest'
import { defaultAttempts } from '.'

const told = (library: string, file: string, manifests: Record<string, string>) =>
  defaultAttempts(
    library,
    file,
    Object.entries(manifests).map(([path, text]) => ({ path, text })),
  )

const SPRING = 'maven:org.springframework.retry:spring-retry'
const basis = (manifests: Record<string, string>, file = 'orders/src/main/java/A.java') =>
  told(SPRING, file, manifests)?.basis.replace(/^default of \S+ /, '')

const dependency = (version = '') => `<dependencies><dependency>
  <groupId>org.springframework.retry</groupId><artifactId>spring-retry</artifactId>${version}
</dependency></dependencies>`
const PARENT =
  '<parent><groupId>acme</groupId><artifactId>all</artifactId><version>1</version></parent>'

describe('Maven', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'a version',
      { 'pom.xml': `<project>${dependency('<version>2.0.5</version>')}</project>` },
      '2.0.5 (pom.xml)',
    ],
    [
      'a property of the parent',
      {
        'orders/pom.xml': `<project>${PARENT}${dependency(`<version>\${retry.version}</version>`)}</project>`,
        'pom.xml':
          '<project><properties><retry.version>1.3.4</retry.version></properties></project>',
      },
      '1.3.4 (pom.xml)',
    ],
    [
      "the parent's dependencyManagement, nearest property first",
      {
        'orders/pom.xml': `<project>${PARENT}<properties><r>2.0.9</r></properties>${dependency()}</project>`,
        'pom.xml': `<project><properties><r>2.0.1</r></properties><dependencyManagement>${dependency(`<version>\${r}</version>`)}</dependencyManagement></project>`,
      },
      '2.0.9 (pom.xml)',
    ],
    [
      'a parent outside of the repository',
      {
        'pom.xml': `<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.4.1</version></parent>${dependency()}</project>`,
      },
      'version managed by org.springframework.boot:spring-boot-starter-parent 3.4.1',
    ],
    [
      'another artifact before it',
      {
        'pom.xml': `<project><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>9</version></dependency></dependencies>${dependency('<version>2.0.5</version>')}</project>`,
      },
      '2.0.5 (pom.xml)',
    ],
    [
      'a comment',
      { 'pom.xml': `<project><!--${dependency('<version>9.9</version>')}--></project>` },
      'version unknown',
    ],
  ])('%s', (_, manifests, expected) => {
    const found = basis(manifests)
    expect(found ?? 'version unknown').toContain(expected)
  })
})

describe('Gradle', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'a coordinate',
      { 'orders/build.gradle': "implementation 'org.springframework.retry:spring-retry:2.0.5'" },
      '2.0.5 (build.gradle)',
    ],
    [
      'a variable of the root',
      {
        'orders/build.gradle.kts':
          'implementation("org.springframework.retry:spring-retry:$retryVersion")',
        'gradle.properties': 'retryVersion=2.0.6',
      },
      '2.0.6 (build.gradle.kts)',
    ],
    [
      'group, name and version apart',
      {
        'build.gradle':
          "compile group: 'org.springframework.retry', name: 'spring-retry', version: '1.2.5'",
      },
      '1.2.5 (build.gradle)',
    ],
    [
      'a version catalog',
      {
        'gradle/libs.versions.toml':
          '[versions]\nretry = "2.0.7"\n[libraries]\nspring-retry = { module = "org.springframework.retry:spring-retry", version.ref = "retry" }\n',
      },
      '2.0.7 (libs.versions.toml)',
    ],
    [
      'the lock file before the script',
      {
        'orders/gradle.lockfile': 'org.springframework.retry:spring-retry:2.0.8=compileClasspath\n',
        'orders/build.gradle': "implementation 'org.springframework.retry:spring-retry:2.+'",
      },
      '2.0.8 (gradle.lockfile)',
    ],
  ])('%s', (_, manifests, expected) => {
    expect(basis(manifests)).toBe(expected)
  })
})

describe('Python', () => {
  const redis = (manifests: Record<string, string>) => told('pypi:redis', 'app/a.py', manifests)
  it.each<[string, Record<string, string>, number, string]>([
    ['requirements', { 'requirements.txt': 'requests\nredis[hiredis]==5.2.1\n' }, 1, '5.2.1'],
    [
      'requirements that include others',
      {
        'requirements.txt': '-r requirements/production.txt',
        'requirements/production.txt': '-r base.txt\ngunicorn==23.0.0\n',
        'requirements/base.txt': 'redis==5.0.4\n',
        'requirements/test.txt': 'redis==8.0.0\n',
      },
      1,
      '5.0.4',
    ],
    [
      'requirements that all include each other',
      Object.fromEntries(
        Array.from({ length: 20 }, (_, at) => [
          `requirements/${at}.txt`,
          `${Array.from({ length: 20 }, (_, other) => `-r ${other}.txt\n`).join('')}${at === 19 ? 'redis==5.0.4\n' : ''}`,
        ]),
      ),
      1,
      '5.0.4',
    ],
    [
      'requirements in a folder of theirs, those that run first',
      { 'requirements/dev.txt': 'redis==8.0.0\n', 'requirements/main.txt': 'redis==6.1.0\n' },
      4,
      '6.1.0',
    ],
    [
      'requirements with an ending of their own',
      { 'app/requirements-worker.txt': 'redis==7.0.0\n', 'lib/requirements.txt': 'redis==5.0.0' },
      4,
      '7.0.0',
    ],
    ['requirements of a range', { 'requirements.txt': 'Redis >= 6.0, <7\n' }, 4, '6.0'],
    [
      'Pipfile.lock',
      { 'Pipfile.lock': '{"default":{"redis":{"hashes":["sha256:1"],"version":"==8.0.1"}}}' },
      11,
      '8.0.1',
    ],
    [
      'poetry.lock',
      { 'poetry.lock': '[[package]]\nname = "redis"\nversion = "7.4.0"\n' },
      4,
      '7.4.0',
    ],
    [
      'the lock file before the range',
      {
        'uv.lock': '[[package]]\nname = "redis"\nversion = "8.1.0"\n',
        'pyproject.toml': 'dependencies = ["redis>=5"]',
      },
      11,
      '8.1.0',
    ],
  ])('%s', (_, manifests, attempts, version) => {
    expect(redis(manifests)).toMatchObject({ attempts, source: 'default' })
    expect(redis(manifests)?.basis).toContain(`redis ${version} `)
  })

  it('a default that depends on an unknown version is assumed', () => {
    expect(redis({})).toEqual({
      attempts: 11,
      basis: 'default of redis, version unknown',
      source: 'assumed',
    })
  })

  it('a bump that changes the default changes the number', () => {
    const at = (version: string) =>
      told('pypi:stripe', 'a.py', { 'requirements.txt': `stripe==${version}` })?.attempts
    expect([at('10.12.0'), at('11.0.0')]).toEqual([1, 3])
  })
})

describe('Go', () => {
  it.each<[string, string, string]>([
    ['require', 'require github.com/avast/retry-go/v4 v4.6.1', '4.6.1 (go.mod)'],
    [
      'a block',
      'require (\n\tgithub.com/a/b v1.0.0\n\tgithub.com/avast/retry-go v3.0.0+incompatible // indirect\n)',
      '3.0.0+incompatible (go.mod)',
    ],
    [
      'a replacement',
      'require github.com/avast/retry-go v2.0.0\nreplace github.com/avast/retry-go => github.com/acme/retry-go v2.7.0',
      '2.7.0 (go.mod)',
    ],
  ])('%s', (_, text, expected) => {
    const found = told('go:github.com/avast/retry-go', 'cmd/a.go', { 'go.mod': text })
    expect(found?.basis).toBe(`default of github.com/avast/retry-go ${expected}`)
  })
})

describe('npm', () => {
  it('takes what Node would load from the folder', () => {
    const lock = `{"packages":{"node_modules/stripe":{"version":"17.4.0"},"web/node_modules/stripe":{"version":"12.18.0"}}}`
    const at = (file: string) => told('npm:stripe', file, { 'package-lock.json': lock })?.attempts
    expect([at('web/src/a.ts'), at('worker/a.ts')]).toEqual([1, 3])
  })
})
