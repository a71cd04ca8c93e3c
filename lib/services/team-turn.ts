import type { Client } from '@/lib/db/database'

const TEAMS = `hashtextextended('teams', 0)`

/**
 * Keeps teams as they are until the transaction ends: a scan places its findings with them. Taken
 * before a repository's own lock, as a reorganisation does; or the two could wait for each other.
 */
export async function keepTeams(client: Client): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${TEAMS})`)
}

/** Waits for scans that are being applied, and lets others wait until the transaction ends. */
export async function changeTeams(client: Client): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${TEAMS})`)
}
