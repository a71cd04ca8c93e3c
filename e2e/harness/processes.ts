import { readdirSync, readFileSync } from 'node:fs'

/** Command lines of the processes that have `text` in their command line or environment (Linux). */
export function processesWith(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
        return command.includes(text) || environment.includes(text) ? [`${pid} ${command}`] : []
      } catch {
        return []
      }
    })
}
