'use client'

import { useSending } from '@/components/ui/use-sending'
import { signOut } from '@/lib/client/people'
import { PageLink } from '../ui/text-link'

/** Who looks at the pages. */
export interface Reader {
  name: string
  /** `a member`, `a tech lead of billing` */
  role: string
  admin: boolean
  /** Nobody signs in here. */
  local: boolean
}

/** Who one is here, what else there is for them, and the way out. */
export function Account({ reader }: { reader: Reader }) {
  const { busy, error, send } = useSending()
  const links = [
    { href: '/audit', label: 'Audit', shown: true },
    { href: '/people', label: 'People', shown: reader.admin && !reader.local },
    { href: '/tokens', label: 'Tokens', shown: reader.admin },
  ]
  return (
    <div className="account">
      <p>
        {reader.local
          ? 'No sign-in: you are the one person of this computer, and may do everything.'
          : `${reader.name}, ${reader.role}`}
      </p>
      <p>
        {links
          .filter(({ shown }) => shown)
          .map(({ href, label }) => (
            <PageLink key={href} href={href} className="text-link">
              {label}
            </PageLink>
          ))}
        {!reader.local && (
          <button
            type="button"
            className="text-link"
            disabled={busy}
            onClick={() =>
              void send(async () => {
                await signOut()
                window.location.assign('/sign-in')
              })
            }
          >
            Sign out
          </button>
        )}
      </p>
      {error && <p role="alert">{error}</p>}
    </div>
  )
}
