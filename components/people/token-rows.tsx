'use client'

import { Columns } from '@/components/ui/columns'
import { Scrolls } from '@/components/ui/scrolls'
import { useSending } from '@/components/ui/use-sending'
import { revokeToken } from '@/lib/client/people'
import { instant } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import type { TokenRow } from '@/lib/people/types'

interface Props {
  tokens: readonly TokenRow[]
  onRevoked(): Promise<unknown>
}

/** Every token that was made, with what became of it. */
export function TokenRows({ tokens, onRevoked }: Props) {
  const { busy, error, send } = useSending()
  if (tokens.length === 0) return <p className="section muted">No token was made yet.</p>
  return (
    <>
      <Scrolls label="Table of tokens" className="panel section">
        <table className="tokens">
          <Columns of={['Token', 'Repository', 'May', 'Made', 'Last used', 'Ends']} />
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <th scope="row">
                  {visible(token.name)} <code>{token.prefix}…</code>
                </th>
                <td>
                  {token.repository === null ? 'what npm start scans' : visible(token.repository)}
                </td>
                <td>{token.scopes.join(', ')}</td>
                <td>
                  {instant(token.createdAt)} by {visible(token.createdBy)}
                </td>
                <td>{token.lastUsedAt ? instant(token.lastUsedAt) : 'never'}</td>
                <td>
                  {token.revokedAt ? (
                    <>
                      revoked {instant(token.revokedAt)} by {visible(token.revokedBy ?? '')}
                    </>
                  ) : (
                    <>
                      {instant(token.expiresAt)}{' '}
                      <button
                        type="button"
                        className="button"
                        disabled={busy}
                        onClick={() =>
                          void send(async () => {
                            await revokeToken(token.id)
                            await onRevoked()
                          })
                        }
                      >
                        Revoke<span className="hidden-visually"> {token.name}</span>
                      </button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      <p role="alert" className="worse">
        {error}
      </p>
    </>
  )
}
