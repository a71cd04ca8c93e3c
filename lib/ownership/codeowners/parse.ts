import { dialectOf } from './dialect'
import { linesOf, trimLine } from './lines'
import { readGithubLine } from './parse-github'
import { GitlabReader } from './parse-gitlab'
import type { CodeownersFile, Dialect } from './types'

/**
 * GitHub: "CODEOWNERS files must be under 3 MB in size. A CODEOWNERS file over this limit will not
 * be loaded." GitLab names no limit; the same one is kept there for our own safety.
 */
export const MAX_BYTES = 3 * 1024 * 1024

export interface ParseOptions {
  /** Where the file lies in its repository. */
  path?: string
  /** Wins over the place and the content. */
  dialect?: Dialect
}

/** Reads a CODEOWNERS file as its host does. Never throws: what is not understood is diagnosed. */
export function parseCodeowners(text: string, options: ParseOptions = {}): CodeownersFile {
  const path = options.path ?? null
  const tooBig = Buffer.byteLength(text) >= MAX_BYTES
  const binary = text.includes('\0')
  const { dialect, because } = dialectOf(tooBig || binary ? '' : text, path, options.dialect)
  const file: CodeownersFile = {
    path,
    dialect,
    dialectBecause: because,
    sections: [{ name: null, line: null, optional: false, approvals: 1 }],
    rules: [],
    diagnostics: [],
  }
  if (tooBig) {
    refuse(file, 'too-big', 'The file has 3 MB or more and is not read.', 'Use fewer, wider rules.')
  } else if (binary) {
    refuse(file, 'not-text', 'The file is not text and is not read.', 'Save it as UTF-8.')
  } else {
    const gitlab = new GitlabReader(file)
    linesOf(text).forEach((raw, i) => {
      const line = trimLine(raw)
      if (line === '' || line.startsWith('#')) return
      if (dialect === 'github') readGithubLine(file, line, i + 1)
      else gitlab.read(line, i + 1)
    })
  }
  return file
}

function refuse(file: CodeownersFile, code: string, message: string, advice: string): void {
  file.diagnostics.push({ line: 0, severity: 'error', code, message, advice })
}
