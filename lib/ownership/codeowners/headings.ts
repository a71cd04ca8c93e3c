import { type OwnerList, readOwners } from './owners'
import type { Section } from './types'

export interface Heading {
  name: string
  optional: boolean
  /** Null when the heading does not say. */
  approvals: number | null
  defaults: OwnerList
  /** What stands behind the heading and is no owner. */
  left: string
}

/** As GitLab: whatever starts with `[…]` or `^[…]` is a heading, whatever comes after it. */
const HEADING = /^(\^)?\[(.*?)\](?:\[(\d*?)\])?(\s+[@\w.\-/\s+]*)?/

/** `[Name]`, `^[Optional]`, `[Name][2] @default` (Syntax of CODEOWNERS file, Section headings). */
export function readHeading(line: string): Heading | null {
  const match = HEADING.exec(line)
  if (!match) return null
  const [whole, optional, name = '', approvals, owners = ''] = match
  return {
    name: name.trim(),
    optional: optional !== undefined,
    approvals: approvals ? Number(approvals) : null,
    defaults: readOwners(owners, 'gitlab'),
    left: line.slice(whole.length).trim(),
  }
}

/** `[Name` never closed: GitLab takes it as a rule (Advanced, Unparsable sections). */
export function isUnclosedHeading(line: string): boolean {
  return /^\^?\[[^\]]+$/.test(line)
}

/**
 * The section of a heading, an old one when the name was there before: "sections with duplicate
 * names are combined", "section headings are not case-sensitive", and "if one of them is marked as
 * optional and the other isn't, the section is required".
 */
export function enterSection(sections: Section[], heading: Heading, line: number): number {
  const name = heading.name.toLowerCase()
  const known = sections.findIndex((s) => s.name?.toLowerCase() === name)
  const approvals = Math.max(1, heading.approvals ?? 1)
  const old = sections[known]
  if (!old) {
    sections.push({ name: heading.name, line, optional: heading.optional, approvals })
    return sections.length - 1
  }
  old.optional &&= heading.optional
  old.approvals = Math.max(old.approvals, approvals)
  return known
}
