import { describe, expect, it } from 'vitest'
import { gradeAssistance } from './grade'

const commit = (message: string, author = 'Ada <ada@example.com>', note = '') => {
  const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(author) ?? []
  return { author: name, authorEmail: email, message, note }
}

describe('gradeAssistance', () => {
  it.each([
    ['Co-Authored-By: Claude Opus 4 <noreply@anthropic.com>', 'Claude'],
    ['Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>', 'Copilot'],
    ['Co-authored-by: Cursor <cursoragent@cursor.com>', 'Cursor'],
    ['Co-authored-by: Cursor Agent <cursoragent@cursor.com>', 'Cursor'],
    ['Assisted-by: ChatGPT', 'Codex'],
    ['Co-authored-by: gemini-code-assist[bot] <1@users.noreply.github.com>', 'Gemini'],
    ['Co-Authored-By: Devin AI <158243242+devin-ai-integration[bot]@x>', 'Devin'],
    ['Co-authored-by: aider (gpt-4o) <aider@aider.chat>', 'Codex|Aider'],
    ['Generated-by: Windsurf', 'Windsurf'],
    ['Co-authored-by: Amp <amp@ampcode.com>', 'Amp'],
    ['Co-authored-by: google-labs-jules[bot] <1@users.noreply.github.com>', 'Jules'],
    ['🤖 Generated with [Claude Code](https://claude.com/claude-code)', 'Claude'],
    ['Made with [Cursor](https://cursor.com)', 'Cursor'],
  ])('%s is a trailer of %s', (line, tool) => {
    const graded = gradeAssistance(commit(`Fix it\n\nBecause.\n\n${line}\n`))
    expect(graded).toMatchObject({ grade: 'trailer', evidence: line })
    expect(tool.split('|')).toContain(graded.tool)
  })

  it.each([
    'Co-authored-by: Grace <grace@example.com>',
    'Support the Claude API and Copilot in settings',
    'Move the cursor to the end\n\nThis was generated with care.',
    'Co-authored-by: Julesworth <jw@example.com>',
    'Co-authored-by: Devin Smith <devin@example.com>',
  ])('%s says nothing', (message) => {
    expect(gradeAssistance(commit(message))).toEqual({ grade: 'unknown' })
  })

  it.each([
    ['Copilot <198982749+Copilot@users.noreply.github.com>', 'Copilot'],
    ['copilot-swe-agent[bot] <1@users.noreply.github.com>', 'Copilot'],
    ['devin-ai-integration[bot] <1@users.noreply.github.com>', 'Devin'],
    ['Cursor Agent <cursoragent@cursor.com>', 'Cursor'],
    ['Ada (aider) <ada@example.com>', 'Aider'],
  ])('author %s is a bot of %s', (author, tool) => {
    expect(gradeAssistance(commit('Fix', author))).toMatchObject({ grade: 'bot-author', tool })
  })

  it('knows ordinary bots are no assistants', () => {
    const author = 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>'
    expect(gradeAssistance(commit('Bump x', author)).grade).toBe('unknown')
  })

  it('prefers notes that name a tool; a note without prompts says nothing', () => {
    const note = 'src/a.ts\n  abc 1-3\n---\n{"prompts":{"abc":{"agent_id":{"tool":"cursor"}}}}'
    const trailer = 'x\n\nCo-authored-by: Claude <noreply@anthropic.com>'
    expect(gradeAssistance(commit(trailer, undefined, note))).toMatchObject({
      grade: 'notes',
      tool: 'Cursor',
    })
    expect(gradeAssistance(commit(trailer, undefined, '---\n{"prompts":{}}')).grade).toBe('trailer')
  })
})
