/** Something that a search found. JSON only. */
export interface Hit {
  kind:
    | 'page'
    | 'repository'
    | 'service'
    | 'team'
    | 'owner'
    | 'author'
    | 'commit'
    | 'release'
    | 'rule'
    | 'finding'
    | 'path'
  title: string
  detail?: string
  href: string
}
