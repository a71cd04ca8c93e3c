import type { Message } from '../types'
import { blocksOf, capped } from './blocks'

/** Longest text of a section and of a header (Slack, Block Kit reference, "section", "header"). */
const SECTION = 3000
const HEADER = 150

/**
 * The message as an incoming webhook of Slack takes it. `&`, `<` and `>` are control characters
 * there ("Formatting text for app surfaces"), so no commit subject can make a link or a mention.
 */
export function slackBody(message: Message): object {
  const sections = blocksOf(message, SECTION, escaped).flatMap(({ title, text }) => [
    ...(title === undefined ? [] : [section(`*${title}*`)]),
    section(text),
  ])
  return {
    text: capped(message.subject, SECTION, escaped),
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: capped(message.subject, HEADER, (text) => text) },
      },
      ...sections,
      section(`<${escaped(message.link)}|Open the review>`),
    ],
  }
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
