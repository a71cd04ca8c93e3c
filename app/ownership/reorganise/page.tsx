import type { Metadata } from 'next'
import { ReorganisePage } from '@/components/ownership/reorganise-page'
import { answer } from '../../_data/answer'
import { loadFrame } from '../../_data/load'

export const metadata: Metadata = { title: 'Teams change' }

export default async function Page() {
  return answer(async () => {
    const { filters } = await loadFrame()
    return <ReorganisePage teams={filters.teams.filter(({ id }) => id !== 'none')} />
  })
}
