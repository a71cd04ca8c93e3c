/** Variables that hold an address by their name. */
const NAME = '[A-Z][A-Z0-9_]*(?:URL|URI|HOST|HOSTNAME|ADDR|ADDRESS|ENDPOINT|ORIGIN|SERVICE|BASE)'
const VALUE = `["']?(?:https?://|grpc://)?([a-z][a-z0-9.-]*[a-z0-9])(?::\\d+)?(?:/[^\\s"'{}$]*)?["']?[ \\t]*(?:#[^\\n]*)?$`

/** `- name: ORDERS_URL` and its value, `ORDERS_URL: …`, `- ORDERS_URL=…`: containers and compose files. */
const FORMS = [
  new RegExp(
    `^[ \\t]*(?:- )?name:[ \\t]*["']?(${NAME})["']?[ \\t]*\\r?\\n[ \\t]*value:[ \\t]*${VALUE}`,
    'gm',
  ),
  new RegExp(`^[ \\t]*(?:- )?["']?(${NAME})["']?(?::[ \\t]+|=)${VALUE}`, 'gm'),
]
const MARK = new RegExp(`\\b${NAME}\\b`)

/** Not a service: this machine, a word, a switch. */
const NOWHERE =
  /^(?:localhost|true|false|null|none|yes|no|on|off|https?|production|development|test)$/

/** Whether a text may say what an address variable holds. */
export const speaksOfAddresses = (text: string): boolean =>
  MARK.test(text) && FORMS.some((form) => [...text.matchAll(form)].length > 0)

/**
 * Hosts of address variables, where all files that set one agree. A variable that is set to several
 * hosts, for several environments, is not known here.
 */
export function addressesIn(files: readonly { text: string }[]): Map<string, string> {
  const found = new Map<string, Set<string>>()
  for (const { text } of files) {
    for (const form of FORMS) {
      for (const [, name = '', host = ''] of text.matchAll(form)) {
        if (NOWHERE.test(host)) continue
        const known = found.get(name)
        if (known) known.add(host)
        else found.set(name, new Set([host]))
      }
    }
  }
  return new Map(
    [...found].flatMap(([name, hosts]): [string, string][] => {
      const [host] = hosts
      return host !== undefined && hosts.size === 1 ? [[name, host]] : []
    }),
  )
}
