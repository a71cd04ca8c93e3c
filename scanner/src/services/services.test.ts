import { describe, expect, it } from 'vitest'
import { findServices, isServiceFile } from './index'
import type { TextFile } from './types'

function find(
  files: Record<string, string>,
  folders: string[] = [],
  name = 'github.com/acme/shop',
) {
  const list: TextFile[] = Object.entries(files).map(([path, text]) => ({ path, text }))
  const all = new Set(['', ...folders])
  for (const { path } of list) {
    if (path.includes('/')) all.add(path.slice(0, path.lastIndexOf('/')))
  }
  return findServices({ files: list, folders: all }, name)
}

const short = (files: Record<string, string>, folders?: string[]) =>
  find(files, folders).services.map(({ name, paths, team }) => [name, paths.join(), team])

describe('findServices', () => {
  it('believes plumbline.yml before all else', () => {
    const { services } = find({
      'plumbline.yml':
        'services:\n  - name: worker\n    paths: [worker, "lib/*.ts"]\n  - name: web\n    paths: web/\n    team: "@acme/web"\nteams:\n  - name: "@acme/jobs"\n    services: [worker]\n',
      'package.json': '{"workspaces":["a"]}',
    })
    expect(services).toEqual([
      {
        name: 'worker',
        paths: ['worker/**', 'lib/*.ts'],
        team: '@acme/jobs',
        source: 'plumbline.yml:2',
      },
      { name: 'web', paths: ['web/**'], team: '@acme/web', source: 'plumbline.yml:4' },
    ])
  })

  it('reads Backstage components, many to a file, the root last', () => {
    const component = (name: string, owner: string) =>
      `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  owner: ${owner}\n`
    const files = {
      'catalog-info.yaml': `${component('shop', 'group:default/core')}---\nkind: System\nmetadata:\n  name: s\n`,
      'pay/catalog-info.yaml': component('pay', 'payments'),
    }
    expect(short(files)).toEqual([
      ['pay', 'pay/**', 'payments'],
      ['shop', '**', 'core'],
    ])
  })

  it.each<[string, Record<string, string>, string[], string[]]>([
    [
      'npm workspaces',
      {
        'package.json': '{"workspaces":{"packages":["packages/*","!packages/x"]}}',
        'packages/a/package.json': '{}',
        'packages/x/package.json': '{}',
      },
      [],
      ['packages/a/**'],
    ],
    [
      'pnpm workspaces',
      {
        'pnpm-workspace.yaml': 'packages:\n  - web\n  - "libs/**"\n',
        'web/package.json': '',
        'libs/a/b/package.json': '',
      },
      [],
      ['libs/a/b/**', 'web/**'],
    ],
    [
      'Maven modules',
      {
        'pom.xml': '<modules><module>core</module><!-- <module>old</module> --></modules>',
        'core/pom.xml': '<module>deep</module>',
      },
      ['core/deep', 'old'],
      ['core/deep/**', 'core/**'],
    ],
    [
      'Gradle includes',
      {
        'settings.gradle':
          "include ':core', ':web:api'\n// include ':old'\nproject(':core').projectDir = file('the-core')",
      },
      ['the-core', 'web/api', 'old'],
      ['web/api/**', 'the-core/**'],
    ],
    [
      'Kotlin Gradle includes',
      { 'settings.gradle.kts': 'include("a")\ninclude("b:c", "gone")' },
      ['a', 'b/c'],
      ['b/c/**', 'a/**'],
    ],
    [
      'go.work',
      { 'go.work': 'go 1.22\nuse (\n\t./svc\n\t./lib // shared\n)\nuse ./one\n' },
      ['svc', 'lib', 'one'],
      ['lib/**', 'one/**', 'svc/**'],
    ],
    [
      'uv workspaces',
      {
        'pyproject.toml': '[tool.uv.workspace]\nmembers = ["pkg/*"]\nexclude = ["pkg/b"]',
        'pkg/a/pyproject.toml': '',
        'pkg/b/pyproject.toml': '',
      },
      [],
      ['pkg/a/**'],
    ],
    [
      'compose builds',
      {
        'docker-compose.yml':
          'services:\n  api:\n    build: ./api\n  jobs:\n    build: {context: jobs}\n  db: {image: postgres}\n  all: {build: .}\n  odd: {build: ../x}\n',
      },
      ['api', 'jobs'],
      ['api/**', 'jobs/**'],
    ],
  ])('reads %s', (_, files, folders, expected) => {
    expect(find(files, folders).services.map(({ paths }) => paths.join())).toEqual(expected)
  })

  it('takes the whole repository where nothing says more', () => {
    expect(short({})).toEqual([['shop', '**', undefined]])
  })

  it('gives a service the last matching owner of its folder, and the rest its own', () => {
    const files = {
      'package.json': '{"workspaces":["web","api"]}',
      'web/package.json': '',
      'api/package.json': '',
      '.github/CODEOWNERS':
        '* @acme/core\n/web/ @acme/web @ada\n/web/*.md @acme/docs\n/api @acme/api\n',
      CODEOWNERS: '* @acme/ignored',
    }
    expect(short(files)).toEqual([
      ['api', 'api/**', '@acme/api'],
      ['web', 'web/**', '@acme/web'],
      ['shop', '**', '@acme/core'],
    ])
  })

  it.each([
    ['plumbline.yml', 'services: {'],
    ['plumbline.yml', '- 1'],
    ['plumbline.yml', 'services: [{name: 1}]'],
    ['catalog-info.yaml', 'kind: Component\nmetadata: {}'],
    ['package.json', '{"workspaces": '],
    ['pyproject.toml', '[tool'],
    ['docker-compose.yml', 'a: [\n'],
  ])('says that %s is malformed and goes on: %s', (path, text) => {
    const { services, problems } = find({ [path]: text })
    expect(services).toHaveLength(1)
    expect(problems.map((problem) => problem.path)).toEqual([path])
  })
})

describe('images', () => {
  const images = (...folders: string[]) =>
    Object.fromEntries(folders.map((folder) => [`${folder}/Dockerfile`, 'FROM scratch']))

  it('make services of folders where nothing else says what is one', () => {
    expect(short(images('src/cart/src', 'src/checkout', 'docs/site', 'hack/x'))).toEqual([
      ['cart', 'src/cart/**', undefined],
      ['checkout', 'src/checkout/**', undefined],
    ])
    const owned = { ...images('src/cart', 'src/pay'), '.github/CODEOWNERS': '* @acme/all' }
    expect(short(owned).map(([name]) => name)).toEqual(['cart', 'pay', 'shop'])
  })

  it('are no services where there is one, or workspaces say more', () => {
    expect(short(images('server'))).toEqual([['shop', '**', undefined]])
    const modules = { 'pom.xml': '<module>cart</module>', 'cart/pom.xml': '', ...images('a', 'b') }
    expect(short(modules)).toEqual([['cart', 'cart/**', undefined]])
  })
})

describe('parts', () => {
  const list = 'packages: ["apps/*", "internal/*"]'
  const web = {
    'web/pnpm-workspace.yaml': list,
    'web/apps/dashboard/package.json': '',
    'web/apps/portal/package.json': '',
    'examples/x/pnpm-workspace.yaml': list,
    'examples/x/apps/a/package.json': '',
  }
  const folders = ['svc/api/internal/db', 'svc/ctrl', 'svc/docs', 'pkg/db']

  it('each say what is a service where nothing speaks for the whole', () => {
    const images = { 'demo/Dockerfile': '', 'web/apps/portal/Dockerfile': '' }
    expect(short({ ...web, ...images }, folders).map(([name, paths]) => [name, paths])).toEqual([
      ['dashboard', 'web/apps/dashboard/**'],
      ['portal', 'web/apps/portal/**'],
      ['api', 'svc/api/**'],
      ['ctrl', 'svc/ctrl/**'],
      ['demo', 'demo/**'],
    ])
  })

  it('a list that loses its image goes on to say so', () => {
    expect(short(web).map(([name]) => name)).toEqual(['dashboard', 'portal'])
  })

  it('keep their names when a deeper one of the same name comes', () => {
    const more = { 'web/internal/api/package.json': '', 'web/internal/portal/package.json': '' }
    expect(short({ ...web, ...more }, folders).map(([name]) => name)).toEqual([
      'dashboard',
      'web/apps/portal',
      'web/internal/api',
      'web/internal/portal',
      'api',
      'ctrl',
    ])
  })

  it('are silent where the root has a list', () => {
    const root = { 'go.work': 'use ./pkg', ...web }
    expect(short(root, [...folders, 'pkg']).map(([name]) => name)).toEqual(['pkg'])
  })

  it('one folder below services is no reason to part a repository', () => {
    expect(short({}, ['services/mail'])).toEqual([['shop', '**', undefined]])
  })
})

describe('isServiceFile', () => {
  it('knows the files that matter', () => {
    const yes = ['plumbline.yml', 'a/b/catalog-info.yaml', 'x/package.json', 'docs/CODEOWNERS']
    const no = ['a/plumbline.yml', 'node_modules/x/package.json', 'a/b/compose.yml', 'src/a.ts']
    expect(yes.filter(isServiceFile)).toEqual(yes)
    expect(no.filter(isServiceFile)).toEqual([])
  })
})
