import Link from 'next/link'
import type { ComponentProps } from 'react'

type Props = Omit<ComponentProps<typeof Link>, 'href'> & { href: string }

/** A link within the site. Not fetched ahead: a page of numbers holds hundreds. */
export function PageLink(props: Props) {
  return <Link prefetch={false} {...props} />
}

/** A link in running text, underlined. */
export function TextLink(props: Props) {
  return <PageLink className="text-link" {...props} />
}
