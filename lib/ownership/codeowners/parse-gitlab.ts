import { readGlob } from './glob'
import { enterSection, isUnclosedHeading, readHeading } from './headings'
import { excerpt, splitLine } from './lines'
import { type OwnerList, readOwners } from './owners'
import { type Fault, neverMatches, weakStars } from './pattern-faults'
import type { CodeownersFile, Owner } from './types'

/** Reads a file line by line as GitLab does: headings open sections, the rest are entries. */
export class GitlabReader {
  private section = 0
  private defaults: Owner[] = []

  constructor(private readonly file: CodeownersFile) {}

  read(text: string, line: number): void {
    const heading = readHeading(text)
    if (heading) {
      this.section = enterSection(this.file.sections, heading, line)
      this.defaults = heading.defaults.owners
      for (const fault of headingFaults(heading)) this.report(line, fault)
      return
    }
    if (isUnclosedHeading(text)) {
      this.report(line, {
        severity: 'error',
        code: 'unclosed-heading',
        message: 'The heading has no `]`: GitLab takes it as a rule of the section before.',
        advice: 'Close it: `[Name]`.',
      })
    }
    this.readEntry(text, line)
  }

  private readEntry(text: string, line: number): void {
    const { pattern, rest } = splitLine(text)
    const exclusion = pattern.startsWith('!')
    const bare = exclusion ? pattern.slice(1) : pattern
    const fault = bare === '' ? EMPTY : neverMatches(bare, 'gitlab')
    if (fault) {
      this.report(line, fault)
      return
    }
    const list = readOwners(rest, 'gitlab')
    const fromSection = !list.said
    const owners = exclusion ? [] : fromSection ? this.defaults : list.owners
    const warning = weakStars(bare, 'gitlab')
    if (warning) this.report(line, warning)
    for (const f of ownerFaults(list, exclusion, owners)) this.report(line, f)
    this.file.rules.push({
      index: this.file.rules.length,
      line,
      pattern,
      glob: readGlob(bare, 'gitlab'),
      owners,
      section: this.section,
      exclusion,
      ownersFrom: fromSection && owners.length > 0 ? 'section' : 'line',
    })
  }

  private report(line: number, fault: Fault): void {
    this.file.diagnostics.push({ line, ...fault })
  }
}

const EMPTY: Fault = {
  severity: 'error',
  code: 'empty-pattern',
  message: '`!` without a path excludes nothing.',
  advice: 'Write the path right after it: `!path`.',
}

/** What GitLab's own validation objects to in a heading. */
function headingFaults(heading: NonNullable<ReturnType<typeof readHeading>>): Fault[] {
  const faults: Fault[] = []
  if (heading.name === '') {
    faults.push({
      severity: 'error',
      code: 'unnamed-section',
      message: 'The section has no name.',
      advice: 'Write one between the brackets.',
    })
  }
  if (heading.optional && (heading.approvals ?? 0) > 0) {
    faults.push({
      severity: 'warning',
      code: 'optional-approvals',
      message: 'An optional section asks for no approvals: the number has no effect.',
      advice: 'Leave out either `^` or the number.',
    })
  }
  const malformed = [...heading.defaults.malformed, ...(heading.left ? [heading.left] : [])]
  if (malformed.length > 0) {
    faults.push({
      severity: 'error',
      code: 'malformed-owner',
      message: `\`${excerpt(malformed.join(' '))}\` behind the heading names no owner; ignored.`,
      advice:
        'Write default owners as @user, @group/subgroup or @@role. ' +
        'A pattern cannot begin with `[`: it is read as a heading.',
    })
  }
  return faults
}

function ownerFaults(list: OwnerList, exclusion: boolean, owners: Owner[]): Fault[] {
  const faults: Fault[] = []
  const words = list.malformed.map((word) => `\`${excerpt(word)}\``).join(', ')
  if (exclusion) {
    if (list.owners.length === 0 && !words) return []
    return [
      {
        severity: 'warning',
        code: 'exclusion-owners',
        message: 'An exclusion has no owners: those on the line have no effect.',
        advice: 'Leave them out, or leave out `!`.',
      },
    ]
  }
  if (words) {
    faults.push({
      severity: 'error',
      code: 'malformed-owner',
      message: `${words} names no owner; GitLab ignores it and keeps the rest of the line.`,
      advice: 'Write owners as @user, @group/subgroup, @@role or an e-mail address.',
    })
  }
  if (list.fromComment.length > 0) {
    const names = list.fromComment.map((o) => o.name).join(', ')
    faults.push({
      severity: 'warning',
      code: 'owner-in-comment',
      message: `GitLab has no comments at the end of a line: ${names} is read as an owner.`,
      advice: 'Put the comment on a line of its own.',
    })
  }
  if (owners.length === 0) {
    const comment = list.said && list.malformed.length === 0
    faults.push({
      severity: 'warning',
      code: 'no-owner',
      message: comment
        ? 'The comment stands where owners are read: the rule has none, not even the section’s.'
        : 'The rule has no owner: what it matches is approved by itself.',
      advice: comment
        ? 'Put the comment on a line of its own.'
        : 'Name an owner, give the section one, or exclude the path with `!`.',
    })
  }
  return faults
}
