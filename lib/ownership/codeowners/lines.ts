/** A line taken apart at its first space that no backslash escapes. */
export interface Line {
  pattern: string
  rest: string
}

/** Lines as both hosts see them: LF or CRLF, a byte order mark ignored. */
export function linesOf(text: string): string[] {
  return text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
}

/** What separates words in a line; other white space of Unicode is part of a name. */
const BLANK = /[ \t\f\v]/

export function splitLine(line: string): Line {
  let i = 0
  while (i < line.length && !BLANK.test(line.charAt(i))) i += line[i] === '\\' ? 2 : 1
  return { pattern: line.slice(0, i), rest: line.slice(i).trim() }
}

/** Trims, but keeps the blank at the end of `name\ `: it belongs to the name. */
export function trimLine(line: string): string {
  let start = 0
  let end = line.length
  while (start < end && BLANK.test(line.charAt(start))) start++
  while (end > start && BLANK.test(line.charAt(end - 1))) end--
  let backslashes = 0
  while (line[end - 1 - backslashes] === '\\') backslashes++
  return line.slice(start, backslashes % 2 === 1 ? end + 1 : end)
}

/** A piece of the file small enough to show. */
export function excerpt(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
