/** What the API of the ledger takes and gives. JSON only; instants are ISO strings. */
export * from './contract/acts'
export * from './contract/decision'
export * from './contract/inbox'
export * from './contract/measures'
export * from './contract/paths'
export * from './contract/queue'
export * from './contract/teams'
export * from './contract/words'
