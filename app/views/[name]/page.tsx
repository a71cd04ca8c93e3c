import { notFound, redirect } from 'next/navigation'
import { openedHref, viewIdOf } from '@/lib/client/views'
import { answer } from '../../_data/answer'
import { loadView } from '../../_data/views'

/** A named view leads to its table as it was named. */
export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const id = viewIdOf((await params).name)
  return answer(async () => {
    const view = id && (await loadView(id))
    if (!view) notFound()
    redirect(openedHref(view))
  })
}
