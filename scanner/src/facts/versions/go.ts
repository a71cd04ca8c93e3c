import { type Manifest, matched, quoted } from './manifest'

export const GO_FILES = ['go.mod']

/** Version of a Go module; a replacement counts before what is required. */
export function goVersion({ text }: Manifest, module: string): string | undefined {
  const key = `${quoted(module)}(?:/v\\d+)?`
  return (
    matched(text, `^\\s*(?:replace\\s+)?${key}(?:\\s+v\\S+)?\\s+=>\\s+\\S+\\s+v(\\d\\S*)`) ??
    matched(text, `^\\s*(?:require\\s+)?${key}\\s+v(\\d\\S*)`)
  )
}
