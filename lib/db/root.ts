import { fileURLToPath } from 'node:url'

/** Folder of the checkout. Only for processes run from source; pages and routes must not need it. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
