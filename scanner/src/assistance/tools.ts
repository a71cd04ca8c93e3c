interface Tool {
  name: string
  /** How trailers and notes name it. */
  named: RegExp
  /** Author line that only the assistant itself writes. */
  author: RegExp
}

const NEVER = /(?!)/

/** Assistants by the names and addresses they sign with. Order decides where two would match. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'Claude',
    named: /\bclaude\b|@anthropic\.com/i,
    author: /^claude(?:\[bot\])? <|noreply@anthropic\.com/i,
  },
  {
    name: 'Copilot',
    named: /\bcopilot\b/i,
    author: /\bcopilot(?:-swe-agent)?(?:\[bot\])? <|\+copilot@users\.noreply/i,
  },
  {
    name: 'Cursor',
    named: /\bcursor(?: agent|agent)?\b/i,
    author: /cursoragent@cursor\.com|^cursor agent </i,
  },
  {
    name: 'Codex',
    named: /\bcodex\b|\bchatgpt\b|\bopenai\b|\bgpt-?[45]/i,
    author: /^codex <|chatgpt-codex-connector|@openai\.com/i,
  },
  { name: 'Gemini', named: /\bgemini\b/i, author: /gemini-code-assist|^gemini <|gemini-cli/i },
  {
    name: 'Devin',
    named: /\bdevin(?:\b.*\[bot\]|\.ai|-ai-integration| ai\b)/i,
    author: /devin-ai-integration|@devin\.ai/i,
  },
  { name: 'Aider', named: /\baider\b/i, author: /\(aider\) </i },
  { name: 'Windsurf', named: /\bwindsurf\b|\bcodeium\b/i, author: /@windsurf\.com|@codeium\.com/i },
  {
    name: 'Amp',
    named: /\bamp\b.*(?:ampcode|sourcegraph)|^amp\s*(?:<|$)/i,
    author: /amp@ampcode\.com/i,
  },
  {
    name: 'Jules',
    named: /google-labs-jules|\bjules\b.*(?:google|\[bot\])/i,
    author: /google-labs-jules/i,
  },
  { name: 'Sweep', named: /sweep-ai|\bsweep ai\b/i, author: /sweep-ai\[bot\]/i },
  { name: 'OpenHands', named: /\bopenhands\b/i, author: /openhands@all-hands\.dev|^openhands </i },
  {
    name: 'Amazon Q',
    named: /amazon-q-developer|\bamazon q\b/i,
    author: /amazon-q-developer\[bot\]/i,
  },
  { name: 'Kiro', named: /\bkiro\b/i, author: NEVER },
  { name: 'opencode', named: /\bopencode\b/i, author: /noreply@opencode\.ai/i },
]

/** The assistant that a trailer or note names, by our word for it, or null. */
export function toolNamed(text: string): string | null {
  return TOOLS.find((tool) => tool.named.test(text))?.name ?? null
}
