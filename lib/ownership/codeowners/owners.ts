import type { Dialect, Owner } from './types'

/** What stands after a pattern, or after a GitLab heading. */
export interface OwnerList {
  owners: Owner[]
  /** Words that name nobody. */
  malformed: string[]
  /** GitLab reads on after a `#`: owners that a comment names without meaning to. */
  fromComment: Owner[]
  /** Whether there was anything at all; on GitLab a malformed word hides the heading's owners. */
  said: boolean
}

/**
 * GitHub: "followed by one or more GitHub usernames or team names using the standard @username or
 * @org/team-name format. You can also refer to a user by an email address"; its example has
 * `#This is an inline comment.` after the owner.
 * GitLab: "Inline comments are unsupported. Any Code Owners listed in a comment are parsed"
 * (Syntax of CODEOWNERS file); "Malformed owners are invalid and ignored" (Advanced).
 */
export function readOwners(text: string, dialect: Dialect): OwnerList {
  const list: OwnerList = { owners: [], malformed: [], fromComment: [], said: false }
  const hash = text.indexOf('#')
  const comment = hash < 0 ? '' : text.slice(hash)
  const read = dialect === 'github' ? githubOwner : gitlabOwner
  for (const word of words(hash < 0 ? text : text.slice(0, hash))) {
    const owner = read(word)
    if (owner) add(list.owners, owner)
    else list.malformed.push(word)
  }
  if (dialect === 'gitlab') {
    for (const word of words(comment)) {
      const owner = gitlabOwner(word)
      if (owner) add(list.fromComment, owner)
    }
    for (const owner of list.fromComment) add(list.owners, owner)
  }
  list.said =
    words(dialect === 'gitlab' ? text : text.slice(0, text.length - comment.length)).length > 0
  return list
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** Longer than any handle or address; keeps the expressions below from a hostile word. */
const MAX_WORD = 400

function add(owners: Owner[], owner: Owner): void {
  if (!owners.some((o) => o.name === owner.name)) owners.push(owner)
}

/** Managed users carry an underscore (`ann_corp`). */
const GITHUB_HANDLE = /^@[a-z\d][\w-]*(\/[\w.-]+)?$/i
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/

function githubOwner(word: string): Owner | null {
  if (word.length > MAX_WORD) return null
  if (GITHUB_HANDLE.test(word)) return { kind: word.includes('/') ? 'team' : 'user', name: word }
  return EMAIL.test(word) ? { kind: 'email', name: word } : null
}

/** Only Developer, Maintainer and Owner can be code owners; plurals are accepted. */
const GITLAB_ROLE = /^@@(developer|maintainer|owner)s?$/i
const GITLAB_HANDLE = /(?<![\w@])@(\w[\w.-]*(?:\/\w[\w.-]*)*)/
const GITLAB_EMAIL = /[^@\s]{1,100}@[^@\s]{0,254}\w/

/** GitLab looks for names inside the text, so `(@ann),` names @ann. */
function gitlabOwner(word: string): Owner | null {
  if (word.length > MAX_WORD) return null
  const role = GITLAB_ROLE.exec(word)?.[1]
  if (role) return { kind: 'role', name: `@@${role.toLowerCase()}` }
  const handle = GITLAB_HANDLE.exec(word)?.[1]
  if (handle) return { kind: handle.includes('/') ? 'team' : 'user', name: `@${handle}` }
  const email = GITLAB_EMAIL.exec(word)?.[0]
  return email ? { kind: 'email', name: email } : null
}
