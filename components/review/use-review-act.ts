'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { postJson } from '@/lib/client/fetch-json'
import { weeklyQuery } from '@/lib/client/queries'
import { type ReviewAct, withAct } from '@/lib/client/review-acts'
import type { WeeklyReview } from '@/lib/review/types'
import type { Filter } from '@/lib/trends/types'

/** Acts in a review: shown at once, taken back with the server's words where it says no. */
export function useReviewAct(week: string, filter: Filter) {
  const client = useQueryClient()
  const { queryKey } = weeklyQuery(week, filter)
  return useMutation({
    mutationFn: (act: ReviewAct) => postJson<{ id?: string }>('/api/v1/review/acts', act),
    onMutate: async (act) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData<WeeklyReview>(queryKey)
      if (before) client.setQueryData(queryKey, withAct(before, act))
      return { before }
    },
    onError: (_error, _act, context) => {
      if (context?.before) client.setQueryData(queryKey, context.before)
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}

export type Act = ReturnType<typeof useReviewAct>
