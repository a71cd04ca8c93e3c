import type { Message } from '../types'
import { blocksOf, capped } from './blocks'

/** As in Slack, so that a message is as long wherever it is read. */
const MOST = 3000

/**
 * The message as a workflow of Teams takes it ("Post to a channel when a webhook request is
 * received"): an adaptive card. Its text runs are plain text, so Markdown and tags in a commit
 * subject stay what they are.
 */
export function teamsBody(message: Message): object {
  const plain = (text: string) => text
  const blocks = blocksOf(message, MOST).flatMap(({ title, text }) => [
    ...(title === undefined ? [] : [run(title, { weight: 'Bolder' })]),
    run(text),
  ])
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      run(capped(message.subject, 150, plain), { weight: 'Bolder', size: 'Large' }),
      ...blocks,
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open the review', url: message.link }],
  }
  const contentType = 'application/vnd.microsoft.card.adaptive'
  return { type: 'message', attachments: [{ contentType, content }] }
}

const run = (text: string, style: object = {}) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...style }],
})
