import { parseTheme, THEME_COOKIE, THEME_SECONDS } from '@/lib/client/theme'
import { route } from '@/lib/http/route'

/** The theme switch without JavaScript: keeps the choice in a cookie and goes back. */
export const POST = route('everybody', async (request) => {
  const theme = parseTheme((await request.formData()).get('theme'))
  return new Response(null, {
    status: 303,
    headers: {
      location: pathOf(request.headers.get('referer')),
      'set-cookie': `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${THEME_SECONDS}; SameSite=Lax`,
    },
  })
})

/** Path only, so that nobody is sent to another site. */
function pathOf(referer: string | null): string {
  if (!referer || !URL.canParse(referer)) return '/'
  const { pathname, search } = new URL(referer)
  return pathname.startsWith('//') ? '/' : pathname + search
}
