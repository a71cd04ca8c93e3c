/** Languages that rules are explained in: those that the scanner reads, TypeScript for all scripts. */
export const EXPLAINED = ['typescript', 'python', 'java', 'go'] as const

export type ExampleLanguage = (typeof EXPLAINED)[number]

/** Code that a rule is about, and how it is meant to be, in one language. */
export interface Example {
  language: ExampleLanguage
  /** Library or framework that it is written with. */
  library: string
  bad: Passage
  good: Passage
}

/** What is wrong or right with it, in a few words, and the code. */
export type Passage = readonly [why: string, code: string]

const TITLES: Record<ExampleLanguage, { title: string; fence: string; comment: string }> = {
  typescript: { title: 'TypeScript', fence: 'ts', comment: '//' },
  python: { title: 'Python', fence: 'python', comment: '#' },
  java: { title: 'Java', fence: 'java', comment: '//' },
  go: { title: 'Go', fence: 'go', comment: '//' },
}

/** Help in Markdown with its examples at the end, a fenced block for each language. */
export function withExamples(help: string, examples: readonly Example[]): string {
  return [help, ...examples.map(blockOf)].join('\n\n')
}

function blockOf({ language, library, bad, good }: Example): string {
  const { title, fence, comment } = TITLES[language]
  const passage = (word: string, [why, code]: Passage) =>
    `${comment} ${word}: ${why}\n${code.trim()}`
  const body = `${passage('bad', bad)}\n\n${passage('good', good)}`
  return `${title}, ${library}:\n\`\`\`${fence}\n${body}\n\`\`\``
}
