import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** What breaks pages, shells, spreadsheets and queries where it is taken for more than text. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; DROP TABLE finding; --",
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '=cmd|"/c calc"!A1',
  '+1+1',
  '@SUM(1)',
  'a "quoted" b',
  "a 'quoted' b",
  'comma, and; semicolon',
  'line\nbreak',
  'tab\tstop',
  'right\u202eto left',
  'zero\u200bwidth',
  'nul\\u0000',
  '%00%0a%2e%2e%2f',
  '100% _ \\',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay text
  '${7*7} {{7*7}} <%= 7*7 %>',
  '`backticks` and ``more``',
  '[link](javascript:alert(1))',
  '![image](data:image/svg+xml,<svg onload=alert(1)>)',
  '𝕋𝕖𝕤𝕥 é ﷽ 👩‍👩‍👧',
  '__proto__',
  'constructor',
  ' ',
]

const file = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../../shared/data/naughty-strings/blns.json',
)

/** The list of naughty strings beside the checkout; empty where it is missing. */
export const NAUGHTY: string[] = existsSync(file)
  ? [...new Set(JSON.parse(readFileSync(file, 'utf8')) as string[])].filter(
      (text) => text !== '' && !text.includes('\0') && !/[\ud800-\udfff]/u.test(text),
    )
  : []

const sha = (n: number) => n.toString(16).padStart(40, '0')

/** SARIF in which each text stands in every field of a result, its rule and its commit. */
export function hostileSarif(texts: readonly string[], repository: string): string {
  return JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'hostile',
            rules: texts.map((text, i) => ({
              id: `rule-${i}`,
              name: text,
              shortDescription: { text: `about ${text}` },
              help: {
                markdown: `Why: ${text} [bad](javascript:alert(2)) [worse](data:text/html,x)`,
              },
              helpUri: i % 2 === 0 ? 'javascript:alert(3)' : 'data:text/html,<script>1</script>',
            })),
          },
        },
        properties: {
          plumbline: {
            format: 1,
            repository,
            committedAt: '2026-11-02T00:00:00Z',
            defaultBranch: true,
            commits: Object.fromEntries(
              texts.map((text, i) => [
                sha(i + 1),
                {
                  author: text,
                  subject: text,
                  committedAt: '2026-11-01T00:00:00Z',
                  assistance: { grade: 'trailer', tool: text, evidence: text },
                },
              ]),
            ),
          },
        },
        results: texts.map((text, i) => ({
          ruleId: `rule-${i}`,
          message: { text: `message ${text}`.replace(/[{}[\]]/g, '') },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: `${i}/${encodeURIComponent(text)}` },
                region: { startLine: 2, snippet: { text } },
              },
              logicalLocations: [{ fullyQualifiedName: text }],
            },
          ],
          properties: { plumbline: { introducedBy: sha(i + 1) } },
        })),
      },
    ],
  })
}
