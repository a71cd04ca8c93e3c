const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu

/**
 * Spells out characters that would change how the text around them looks (controls, zero width,
 * direction overrides), so that what a reader sees is what the file holds.
 */
export function visible(text: string): string {
  // The end of a line on Windows is the end of a line.
  return text
    .replace(/\r\n/g, '\n')
    .replace(hidden, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
