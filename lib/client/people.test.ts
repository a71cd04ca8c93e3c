import { expect, test } from 'vitest'
import { parseTeams, teamsText } from './people'

test('teams are written as a list, with a star for those that are led', () => {
  const teams = parseTeams(' @acme/billing*, orders \n\n ops *')
  expect(teams).toEqual([
    { name: '@acme/billing', leads: true },
    { name: 'orders', leads: false },
    { name: 'ops', leads: true },
  ])
  expect(parseTeams(teamsText(teams))).toEqual(teams)
  expect(parseTeams('')).toEqual([])
})
