import type { Channel } from './types'

/**
 * Whom a digest reaches, without what is secret or personal: `a…@example.com`, and of a webhook its
 * host alone, since its path is as good as a password.
 */
export function reaches(channel: Channel, target: string): string {
  if (channel !== 'email') {
    return URL.canParse(target) ? `${new URL(target).origin}/…` : 'a webhook'
  }
  return target
    .split(',')
    .map((address) => address.trim().replace(/^(.)[^@]*/, '$1…'))
    .join(', ')
}
