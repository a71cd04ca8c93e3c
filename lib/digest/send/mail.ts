import type { Transporter } from 'nodemailer'
import { codeOf } from '@/lib/http/database-away'
import type { Attempt } from './outcome'

const TIMEOUT_MS = 10_000

/** How e-mail is sent, from the environment. */
export interface MailSettings {
  url: string
  from: string
}

/** `PLUMBLINE_SMTP_URL` and `PLUMBLINE_MAIL_FROM`, or what is missing of them, in words. */
export function mailSettings(env: NodeJS.ProcessEnv = process.env): MailSettings | string {
  const [url, from] = [env.PLUMBLINE_SMTP_URL?.trim(), env.PLUMBLINE_MAIL_FROM?.trim()]
  if (!url)
    return 'No e-mail server is set. Start with PLUMBLINE_SMTP_URL=smtp://user:password@host:587.'
  if (!/^smtps?:\/\//.test(url) || !URL.canParse(url)) {
    return 'PLUMBLINE_SMTP_URL must be like smtp://user:password@host:587 or smtps://….'
  }
  if (!from) return 'No sender is set. Start with PLUMBLINE_MAIL_FROM=plumbline@example.com.'
  return { url, from }
}

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** Makes the Message-ID, so that a mail that came twice is known as one. */
  delivery: string
}

/** Hands a mail to the server once. Reasons hold no password and no address. */
export async function sendMail(
  settings: MailSettings,
  { delivery, ...mail }: Mail,
  timeoutMs = TIMEOUT_MS,
): Promise<Attempt> {
  // Loaded when first needed: most processes never send any.
  const { createTransport } = await import('nodemailer')
  const limits = {
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    dnsTimeout: timeoutMs,
  }
  const transport: Transporter = createTransport({ url: settings.url, ...limits })
  try {
    const { rejected = [] } = await transport.sendMail({
      ...mail,
      from: settings.from,
      messageId: `<${delivery}@plumbline.invalid>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    if (rejected.length === 0) return { sent: true }
    return { sent: true, note: `${rejected.length} of the recipients were refused.` }
  } catch (error) {
    return failed(error)
  } finally {
    transport.close()
  }
}

/** Fields that nodemailer puts on its errors. */
interface SmtpError {
  command?: string
  responseCode?: number
}

function failed(error: unknown): Attempt {
  const { command, responseCode } = (error ?? {}) as SmtpError
  const code = codeOf(error)
  if (responseCode !== undefined) {
    const what = code === 'EAUTH' ? 'refused the user or password' : `answered ${responseCode}`
    // 4xx: refused for now, and surely not taken (RFC 5321, 4.2.1).
    const again = responseCode >= 400 && responseCode < 500 && code !== 'EAUTH'
    const to = command === 'RCPT TO' ? ' to a recipient' : ''
    return { sent: false, reason: `The e-mail server ${what}${to}.`, again }
  }
  if (command === 'CONN' || code === 'EDNS' || code === 'ECONNREFUSED') {
    return { sent: false, reason: `The e-mail server cannot be reached (${code}).`, again: true }
  }
  return {
    ...{ sent: false, again: false },
    reason: `The connection to the e-mail server broke${code ? ` (${code})` : ''}. The mail may have been taken, so it is not sent again.`,
  }
}
