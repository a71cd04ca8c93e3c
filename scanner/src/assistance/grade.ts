import type { CommitDetails } from '../git/commits'
import { TOOLS, toolNamed } from './tools'

export type Grade = 'notes' | 'trailer' | 'bot-author' | 'unknown'

/** Evidence that an assistant had a part in a commit. `unknown` says nothing, least of all "human". */
export interface Assistance {
  grade: Grade
  tool?: string
  /** The line that says so. */
  evidence?: string
}

type Evidence = Pick<CommitDetails, 'author' | 'authorEmail' | 'message' | 'note'>

/** The strongest evidence a commit carries: git-ai notes, then trailers, then the author. */
export function gradeAssistance(commit: Evidence): Assistance {
  return fromNotes(commit.note) ?? fromMessage(commit.message) ?? fromAuthor(commit) ?? UNKNOWN
}

const UNKNOWN: Assistance = { grade: 'unknown' }

/**
 * git-ai's note: attestations, a line `---`, then JSON whose `prompts` name the agents.
 * A note without prompts attests no assistant's lines (git-ai authorship format 3).
 */
function fromNotes(note: string): Assistance | null {
  const json = /(?:^|\n)---\s*\n([\s\S]+)$/.exec(note)?.[1] ?? (note.startsWith('{') ? note : null)
  if (json === null) return null
  const names = [...json.matchAll(/"tool"\s*:\s*"([^"\n]{1,60})"/g)].map((match) => match[1] ?? '')
  const [first] = names
  if (first === undefined) return null
  return { grade: 'notes', tool: toolNamed(first) ?? first, evidence: `refs/notes/ai: ${first}` }
}

const TRAILER =
  /^\s*(?:co-authored-by|assisted-by|generated-by|ai-assisted-by|made-with)\s*:\s*(.+)$/i
const GENERATED =
  /^\W*(?:generated|made|created|written|built)\s+(?:with|by|using)\s+(?:the\s+)?\[?([^\]\n]{2,60})/i

function fromMessage(message: string): Assistance | null {
  for (const line of message.split(/\r?\n/)) {
    const named = TRAILER.exec(line)?.[1] ?? GENERATED.exec(line)?.[1]
    const tool = named === undefined ? null : toolNamed(named)
    if (tool !== null) return { grade: 'trailer', tool, evidence: line.trim().slice(0, 200) }
  }
  return null
}

/** Whether an author is no person: an assistant, or an app of the host (`dependabot[bot]`). */
export function isBot(commit: Pick<CommitDetails, 'author' | 'authorEmail'>): boolean {
  return fromAuthor(commit) !== null || /\[bot\]/i.test(`${commit.author} ${commit.authorEmail}`)
}

function fromAuthor(commit: Pick<Evidence, 'author' | 'authorEmail'>): Assistance | null {
  const signature = `${commit.author} <${commit.authorEmail}>`
  const bot = TOOLS.find((tool) => tool.author.test(signature))
  return bot ? { grade: 'bot-author', tool: bot.name, evidence: signature.slice(0, 200) } : null
}
