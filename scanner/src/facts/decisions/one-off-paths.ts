const ONE_OFF =
  /(?:^|\/)(?:db\/migrate|migrations?|seeds?|seeders?|fixtures|factories)\/|(?:^|\/)seed(?:s|er)?(?:[-_.][^/]*)?\.[a-z]+$|(?:^|\/)populate_?db[^/]*$/i

/**
 * Schema migrations and sample data, told by their path: they run once, so nothing in them is a
 * decision that needs an owner. Detectors do not know paths; whoever assembles findings does.
 */
export function isOneOffPath(path: string): boolean {
  return ONE_OFF.test(path)
}
