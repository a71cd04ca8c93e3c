/** Order of names, from A to Z. Made once: `localeCompare` looks its collation up for every pair. */
export const inEnglish: (a: string, b: string) => number = new Intl.Collator('en').compare
