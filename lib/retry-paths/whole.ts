import { ORG } from '@/lib/db/database'
import { entryStep } from './changes'

/** The members of a list of each segment, in order. */
const flat = (lists: string) =>
  `jsonb_path_query_array(coalesce(jsonb_agg(${lists} ORDER BY nth), '[]'), '$[*][*]')`

const unlessEmpty = (name: string, lists: string) =>
  `CASE ${flat(lists)} WHEN '[]' THEN '{}' ELSE jsonb_build_object('${name}', ${flat(lists)}) END`

const timeout = `v.data #> '{segment,outgoing,timeoutMs}'`

/** Records of a list of a segment, each with more. */
const membersOf = (list: string, more: string) => `(
  SELECT coalesce(jsonb_agg(m.said || ${more} ORDER BY m.at), '[]')
  FROM jsonb_path_query(v.data, 'strict $.segment.${list}[*] ? (@.type() == "object")', '{}', true)
    WITH ORDINALITY AS m(said, at))`

const kind = `CASE jsonb_typeof(m.said -> 'kind') WHEN 'string' THEN m.said -> 'kind' ELSE '"layer"' END`

/** As `attemptsIn` (./product) reads what a layer says. */
const attempts = `CASE WHEN m.said -> 'attempts' = '"unbounded"'
    OR jsonb_typeof(m.said -> 'attempts') = 'number' AND m.said -> 'attempts' >= '0'
  THEN m.said -> 'attempts' ELSE '"unknown"' END`

const id = (key: string) => `@.${key} like_regex "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"`

/** Names of segments: what a scan says may have any form, also that of a joined path. */
const NAMED = `$.segments[*] ? (${['version', 'entry', 'outgoing'].map(id).join(' && ')})`

/** One segment `n.named` at place `nth` from 1; OFFSET 0: by keys, whatever the plan thinks of lists. */
const SEGMENT = `
  SELECT ${membersOf('layers', `jsonb_build_object('kind', ${kind}, 'attempts', ${attempts}) || p.place`)} AS layers,
    ${membersOf('fanOut', 'p.place')} AS fan_outs,
    ${membersOf('gates', `jsonb_build_object('service', e.service)`)} AS gates,
    ${membersOf('unboundedBecause', 'p.place')} AS endless,
    jsonb_build_object('version', v.id, 'repositoryId', e.repository_id, 'repository', r.name,
      'service', e.service, 'entry', jsonb_build_object('kind', e.kind, 'label', e.label),
      'outgoing', jsonb_build_object('kind', o.kind, 'label', o.label, 'method', o.method)
        || CASE jsonb_typeof(${timeout}) WHEN 'number'
           THEN jsonb_build_object('timeoutMs', ${timeout}) ELSE '{}' END,
      'path', coalesce(${entryStep('path')}, v.path),
      'line', coalesce(${entryStep('line')}::int, v.start_line))
      || (n.named - '{version,entry,outgoing}'::text[]) AS head
  FROM version v
  JOIN flow_entry e ON e.org_id = v.org_id AND e.id = (n.named ->> 'entry')::uuid
  JOIN flow_out o ON o.org_id = v.org_id AND o.id = (n.named ->> 'outgoing')::uuid
  JOIN repository r ON r.org_id = v.org_id AND r.id = e.repository_id
  CROSS JOIN LATERAL (SELECT jsonb_build_object('segment', n.nth - 1, 'service', e.service,
    'repositoryId', e.repository_id, 'repository', r.name) AS place) p
  WHERE v.org_id = ${ORG} AND v.id = (n.named ->> 'version')::uuid OFFSET 0`

/**
 * What a version says, whole, as SQL: the one place where joined paths are put together. What they
 * store names their segments (`joined.ts`) by version and ends, and `layers` only counts; all that
 * segments say is taken from where these say it. What others say is whole as it is stored, as are
 * joined paths of before, whose `layers` is a list. Primary keys of version, the ends, repository.
 */
export const wholeData = (version = 'v'): string => `CASE jsonb_typeof(${version}.data -> 'layers')
  WHEN 'number' THEN (
    SELECT ${version}.data || jsonb_build_object(
        'layers', ${flat('layers')}, 'gates', ${flat('gates')},
        'segments', coalesce(jsonb_agg(head ORDER BY nth), '[]'))
      || ${unlessEmpty('fanOut', 'fan_outs')} || ${unlessEmpty('unboundedBecause', 'endless')}
    FROM jsonb_path_query(${version}.data, '${NAMED}') WITH ORDINALITY AS n(named, nth)
    CROSS JOIN LATERAL (${SEGMENT}) g)
  ELSE ${version}.data END`
