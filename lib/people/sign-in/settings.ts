/** Sign-in with the organisation's own provider, by OpenID Connect discovery. */
export interface Provider {
  /** What its button says. */
  name: string
  issuer: string
  clientId: string
  clientSecret: string
  /** Whoever has a verified address there becomes a viewer at their first sign-in; none: nobody. */
  domains: string[]
  /** Its addresses are taken for verified where it does not say whether they are. */
  trustsEmail: boolean
}

/** A setting that is missing or cannot be meant, in a sentence. */
export class SettingError extends Error {}

/** The provider that `PLUMBLINE_OIDC_*` name; none without an issuer. Throws SettingError. */
export function providerOf(env: NodeJS.ProcessEnv): Provider | undefined {
  const given = (name: string) => env[`PLUMBLINE_OIDC_${name}`]?.trim() ?? ''
  const issuer = given('ISSUER').replace(/\/+$/, '')
  if (issuer === '') return undefined
  if (!URL.canParse(issuer)) {
    throw new SettingError(`PLUMBLINE_OIDC_ISSUER is “${issuer}”; it must be an https address.`)
  }
  for (const name of ['CLIENT_ID', 'CLIENT_SECRET']) {
    if (given(name) !== '') continue
    throw new SettingError(`PLUMBLINE_OIDC_ISSUER is set, PLUMBLINE_OIDC_${name} is not.`)
  }
  const trust = given('TRUST_EMAIL')
  if (trust !== '' && trust !== 'yes') {
    throw new SettingError(
      `PLUMBLINE_OIDC_TRUST_EMAIL is “${trust}”; it is either not set, or “yes”: then addresses of a provider that does not say whether they are verified are taken for verified.`,
    )
  }
  const domains = given('DOMAINS').split(',')
  return {
    name: given('NAME') || new URL(issuer).host,
    issuer,
    clientId: given('CLIENT_ID'),
    clientSecret: given('CLIENT_SECRET'),
    domains: domains.map((domain) => domain.trim().replace(/^@/, '').toLowerCase()).filter(Boolean),
    trustsEmail: trust === 'yes',
  }
}
