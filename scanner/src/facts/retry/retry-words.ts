/** What trying again is called. */
export const RETRY_WORDS: RegExp = /retr(y|ies|ying)|attempt|\b(max_?)?tries\b|back_?off/i
