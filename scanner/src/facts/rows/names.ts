/** Functions that look something up by their name: what they ask is what they are for. */
const LOOKUP =
  /^_*([Aa]sync_?|try_?|safe_?)?([Gg]et|[Ff]ind|[Ll]oad|[Ff]etch|[Ll]ook_?[uU]p|[Rr]ead|[Qq]uery|[Ss]elect|[Cc]ount|[Ee]xists?|[Ii]s|[Hh]as|[Rr]etrieve?|[Rr]etrive|[Rr]esolve|[Ll]ist|[Ss]earch|[Vv]alidate|[Cc]heck|[Aa]ssert|[Vv]erify)(?![a-z])/
const WRITE =
  /^_*([Ss]ave|[Cc]reate|[Ii]nsert|[Uu]pdate|[Dd]elete|[Uu]psert|[Aa]dd|[Rr]emove|[Ss]tore|[Rr]ecord|[Ll]og|[Aa]udit|[Ww]rite|[Mm]ark|[Cc]lear|[Ss]et)(?![a-z])/
/** A cache or a loader answers most of the rounds. */
const REMEMBERS = /cache|memo|loader|once|lazy|or_?create|or_?load/i

const lastName = (dotted: string) => dotted.slice(dotted.lastIndexOf('.') + 1)

export const looksUp = (callee: string): boolean => LOOKUP.test(lastName(callee))
export const writes = (callee: string): boolean => WRITE.test(lastName(callee))
export const remembers = (dotted: string): boolean => REMEMBERS.test(dotted)
