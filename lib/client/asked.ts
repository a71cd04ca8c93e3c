/** Header in which the server keeps the address that was asked for; see proxy.ts. */
export const ASKED = 'x-plumbline-asked'

const FIRST = '/review'
const ANYWHERE = 'http://plumbline.invalid'

/**
 * Where to go after sign-in: `asked`, if it is the address of a page here, otherwise the review.
 * Anybody can write a link to `/sign-in?next=…`, so nothing that a browser could take for another
 * site is let through (CWE-601): browsers read `\` as `/`, and drop tabs and line ends.
 */
export function ownAddress(asked: string | null | undefined): string {
  if (!asked || asked.length > 4096 || !/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(asked)) return FIRST
  if (!URL.canParse(asked, ANYWHERE)) return FIRST
  const { origin, pathname, search, hash } = new URL(asked, ANYWHERE)
  // `/.//elsewhere` is `//elsewhere` once its dots are gone.
  if (origin !== ANYWHERE || pathname.startsWith('//') || /%2f|%5c/i.test(pathname)) return FIRST
  if (/^\/(api|sign-in|welcome)?(\/|$)/.test(pathname)) return FIRST
  return pathname + search + hash
}

/** The page where one signs in, and from there goes to `asked`. */
export function signInAddress(asked: string | null | undefined): string {
  return `/sign-in?${new URLSearchParams({ next: ownAddress(asked) })}`
}
