import { expect, test } from 'vitest'
import { callsOf } from './calls-of'

const node = (id: string, team?: string) => ({ id, label: `the ${id}`, team, worst: 1, repeats: 0 })
const edge = (from: string, to: string) => ({ from, to, calls: 1, attempts: 3, worst: 9 })
const map = {
  nodes: [node('web', 'red'), node('api', 'red'), node('mail', 'blue'), node('out:stripe')],
  edges: [edge('web', 'api'), edge('api', 'mail'), edge('mail', 'api'), edge('api', 'out:stripe')],
}
const pairs = (rows: { fromLabel: string; toLabel: string }[]) =>
  rows.map(({ fromLabel, toLabel }) => `${fromLabel} → ${toLabel}`)

test('a service is called by others, and calls others and what is out of the house', () => {
  const { incoming, outgoing } = callsOf(map, ({ id }) => id === 'api')
  expect(pairs(incoming)).toEqual(['the web → the api', 'the mail → the api'])
  expect(pairs(outgoing)).toEqual(['the api → the mail', 'the api → the out:stripe'])
})

test('calls within a team are neither', () => {
  const { incoming, outgoing } = callsOf(map, ({ team }) => team === 'red')
  expect(pairs(incoming)).toEqual(['the mail → the api'])
  expect(pairs(outgoing)).toEqual(['the api → the mail', 'the api → the out:stripe'])
})
