import path from 'node:path'

/**
 * Git repositories that nobody here wrote, bare or not, as `PLUMBLINE_E2E_CLONES=/a.git:/b.git` names
 * them. The global setup gives them to an `npm start` of their own; without any, what needs them is
 * skipped.
 */
export const CLONES = (process.env.PLUMBLINE_E2E_CLONES ?? '').split(path.delimiter).filter(Boolean)

/** Why a test is skipped. */
export const NO_CLONES = 'PLUMBLINE_E2E_CLONES names no repositories'
