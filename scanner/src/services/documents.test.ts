import { expect, test } from 'vitest'
import { isOwnershipFile, ownershipDocuments } from './documents'

test('CODEOWNERS, catalog files and decision records say who owns what', () => {
  for (const path of [
    '.github/CODEOWNERS',
    'pay/catalog-info.yaml',
    'docs/decisions/0007-retries.md',
    'doc/adr/1.md',
    'services/pay/docs/architecture/decisions/2.md',
  ]) {
    expect(isOwnershipFile(path), path).toBe(true)
  }
  for (const path of ['src/CODEOWNERS', 'node_modules/x/catalog-info.yaml', 'docs/readme.md']) {
    expect(isOwnershipFile(path), path).toBe(false)
  }
})

test('of a decision record its front matter travels; one without is nothing', () => {
  const { documents } = ownershipDocuments([
    { path: 'docs/adr/1.md', text: '---\r\nowner: "@pay"\r\n---\r\n# Long text' },
    { path: 'docs/adr/2.md', text: '# No head' },
    { path: 'CODEOWNERS', text: '* @all' },
  ])
  expect(documents).toEqual([
    { path: 'CODEOWNERS', text: '* @all' },
    { path: 'docs/adr/1.md', text: '---\r\nowner: "@pay"\r\n---' },
  ])
})

test('what is too large is left out and said', () => {
  const { documents, problems } = ownershipDocuments([
    { path: 'CODEOWNERS', text: 'x'.repeat(65_537) },
    ...Array.from({ length: 17 }, (_, i) => {
      return { path: `s${i}/catalog-info.yaml`, text: 'é'.repeat(32_768) }
    }),
  ])
  expect(documents).toHaveLength(16)
  expect(problems.map(({ message }) => message)).toEqual([
    'larger than 64 KB; not read for owners',
    'larger than 1 MB together with the others; not read for owners',
  ])
})
