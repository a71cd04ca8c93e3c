import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from '../types'
import { mailBody } from './mail'
import { slackBody } from './slack'
import { teamsBody } from './teams'

const text = fc.string({
  unit: fc.constantFrom('a', ' ', '<', '>', '&', '*', '😀', '[x](y)', '\n'),
})
const long = fc.string({ minLength: 2500, maxLength: 4000, unit: fc.constantFrom('a', '<', '😀') })
const messages: fc.Arbitrary<Message> = fc.record({
  subject: fc.oneof(text, long),
  lead: fc.oneof(text, long),
  numbers: fc.array(fc.record({ title: text, value: text, words: text }), { maxLength: 4 }),
  sections: fc.array(
    fc.record({ title: text, lines: fc.array(fc.oneof(text, long), { maxLength: 3 }) }),
    {
      maxLength: 3,
    },
  ),
  link: fc.constant('http://127.0.0.1:3000/review/2026-W46?team=a&x=<'),
})

interface Section {
  type: string
  text: { type: string; text: string }
}

test('no block of Slack is longer than 3,000 characters, and none holds markup of others', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const { text: first, blocks } = slackBody(message) as { text: string; blocks: Section[] }
      expect(first.length).toBeLessThanOrEqual(3000)
      expect(blocks.length).toBeLessThanOrEqual(50)
      for (const block of blocks) {
        const most = block.type === 'header' ? 150 : 3000
        expect(block.text.text.length).toBeLessThanOrEqual(most)
        expect(block.text.text).not.toMatch(/\p{Surrogate}/u)
        if (block.type === 'section') expect(block.text.text).not.toBe('')
      }
      const said = blocks.slice(1, -1).map((block) => block.text.text)
      for (const one of [first, ...said]) {
        expect(one).not.toMatch(/[<>]/)
        expect(one.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&')
      }
      expect(blocks.at(-1)?.text.text).toBe(
        '<http://127.0.0.1:3000/review/2026-W46?team=a&amp;x=&lt;|Open the review>',
      )
    }),
  )
})

test('text of a Teams card is in plain runs, none longer than 3,000 characters', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const { attachments } = teamsBody(message) as {
        attachments: { content: { body: { type: string; inlines: { text: string }[] }[] } }[]
      }
      for (const { type, inlines } of attachments[0]?.content.body ?? []) {
        expect(type).toBe('RichTextBlock')
        for (const run of inlines) expect(run.text.length).toBeLessThanOrEqual(3000)
      }
    }),
  )
})

test('HTML of a mail holds no tag that the message brought; the subject is one line', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const { html, subject } = mailBody(message)
      const tags = html.match(/<[^>]*>/g) ?? []
      for (const tag of tags)
        expect(tag).toMatch(/^<(!doctype html|\/?(html|body|p|h2|br|a)( [^<>]*)?)>$/)
      expect(subject).not.toContain('\n')
    }),
  )
})
