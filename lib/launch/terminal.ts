/** Where the launcher reports: lasting lines, and one line of progress that is replaced. */
export interface Terminal {
  /** A line that stays. */
  line(text: string): void
  /** The current progress; on a terminal in place, else as a line every few seconds. */
  progress(text: string): void
  /** Ends the progress line without leaving it behind. */
  clear(): void
}

const PLAIN_EVERY_MS = 5000

/** Writes to `stream`: in place where it is a terminal, line by line where it is a file or a pipe. */
export function terminal(stream: NodeJS.WriteStream, now: () => number = Date.now): Terminal {
  let shown = false
  let printedAt = Number.NEGATIVE_INFINITY
  const clear = () => {
    if (shown) stream.write('\r\x1b[2K')
    shown = false
  }
  return {
    line: (text) => {
      clear()
      stream.write(`${text}\n`)
    },
    progress: (text) => {
      if (stream.isTTY) {
        const width = Math.max(20, (stream.columns || 80) - 1)
        stream.write(`\r\x1b[2K${text.length > width ? `${text.slice(0, width - 1)}…` : text}`)
        shown = true
      } else if (now() - printedAt >= PLAIN_EVERY_MS) {
        printedAt = now()
        stream.write(`${text}\n`)
      }
    },
    clear,
  }
}
