import type { FileFacts, Finding, Rule } from '../../model'

export const retryPathRules: Rule[] = []

/** Manifest and lock files that say which version of a library a file uses. */
export const MANIFESTS: string[] = [
  'package.json',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'pyproject.toml',
  'poetry.lock',
  'uv.lock',
  'requirements.txt',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'go.mod',
  'tsconfig.json',
]

/** Findings assembled over the files of one commit. */
export function repositoryFindings(
  _files: Map<string, FileFacts>,
  _manifests: { path: string; text: string }[],
): Finding[] {
  return []
}
