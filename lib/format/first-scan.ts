const NAMED = 3

/** What stands where nothing was ever ingested: what is being scanned is told by its name. */
export function firstScanTitle(scans: readonly string[]): string {
  if (scans.length === 0) return 'No repository has been scanned yet'
  const more = scans.length - NAMED
  const named = more > 1 ? [...scans.slice(0, NAMED), `${more} more`] : scans
  return `Nothing has arrived yet of ${new Intl.ListFormat('en').format(named)}`
}
