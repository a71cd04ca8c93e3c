/** Class of a token: comment, string, number, keyword, name of something called; none for the rest. */
export type TokenClass = 'c' | 's' | 'n' | 'k' | 'f'

export interface Token {
  text: string
  is?: TokenClass
}
