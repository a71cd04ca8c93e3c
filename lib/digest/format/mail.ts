import type { Message } from '../types'
import { blocksOf } from './blocks'

const MOST = 3000

/** The message as plain text and as HTML, where `&`, `<`, `>` and quotes are escaped. */
export function mailBody(message: Message): { subject: string; text: string; html: string } {
  const text = blocksOf(message, MOST)
    .map(({ title, text: said }) => (title === undefined ? said : `${title}\n${said}`))
    .join('\n\n')
  const html = blocksOf(message, MOST, escaped)
    .map(({ title, text: said }) => {
      const paragraph = `<p>${said.replaceAll('\n', '<br>')}</p>`
      return title === undefined
        ? paragraph
        : `<h2 style="font-size:16px">${title}</h2>${paragraph}`
    })
    .join('')
  const link = escaped(message.link)
  return {
    subject: message.subject.replaceAll(/\s+/g, ' '),
    text: `${text}\n\n${message.link}\n`,
    html: `<!doctype html><html lang="en"><body style="font-family:sans-serif">${html}<p><a href="${link}">Open the review</a></p></body></html>`,
  }
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark)
