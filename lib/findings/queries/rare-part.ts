import type { Client } from '@/lib/db/database'

/** What an index of trigrams knows: three letters or digits of ASCII, which is surely one of them. */
const TRIGRAM = /^[a-z0-9]{3}$/i
/** A trigram in more of the sample than this tells next to nothing, and its list is the longest. */
const COMMON = 0.2

/**
 * The part of some words by which they are looked up (version_words): from their first rare trigram
 * to their last. The lists of common ones, such as those of `method` where every symbol has it, are
 * as long as the table, and took nearly all of a look-up. What is common is told by the sample of
 * values that PostgreSQL's statistics keep; the whole words where none is, or without a sample.
 */
export async function rarePart(db: Client, words: string): Promise<string> {
  const starts = [...Array(Math.max(0, words.length - 2)).keys()].filter((i) =>
    TRIGRAM.test(words.slice(i, i + 3)),
  )
  if (starts.length < 2) return words
  const { rows } = await db.query<{ nth: number; share: number }>(
    `WITH sample AS MATERIALIZED (
       SELECT attname, value, count(*) OVER (PARTITION BY attname) AS size FROM (
         SELECT s.attname, x.value FROM pg_stats s CROSS JOIN LATERAL unnest(
             coalesce(s.most_common_vals::text::text[], '{}')
             || coalesce(s.histogram_bounds::text::text[], '{}')) WITH ORDINALITY x(value, nth)
         WHERE s.schemaname = current_schema() AND s.tablename = 'version'
           AND s.attname IN ('path', 'message', 'symbol') AND x.nth % 4 = 1) v)
     SELECT nth::int, max(share)::float8 AS share FROM (
       SELECT t.nth, count(*) FILTER (WHERE s.value ILIKE '%' || t.text || '%')::float8 / min(s.size) AS share
       FROM unnest($1::text[]) WITH ORDINALITY t(text, nth) CROSS JOIN sample s
       GROUP BY t.nth, s.attname) c GROUP BY nth`,
    [starts.map((i) => words.slice(i, i + 3))],
  )
  const rare = rows.flatMap(({ nth, share }) => (share <= COMMON ? (starts[nth - 1] ?? []) : []))
  return rare.length === 0 ? words : words.slice(Math.min(...rare), Math.max(...rare) + 3)
}
