/** Class of a token: comment, string, number, keyword, name of something called; none for the rest. */
export type TokenClass = 'c' | 's' | 'n' | 'k' | 'f'

export interface Token {
  text: string
  is?: TokenClass
}

/** A line of code as a page shows it. JSON only. */
export interface CodeRow {
  number: number
  marked: boolean
  tokens: Token[]
  /** Characters of this line that are not shown. */
  cut?: number
}
