import { candidateShort } from '@/lib/format/ownership'
import { visible } from '@/lib/format/visible'
import type { Suggestion } from '@/lib/ownership/types'

/** Who is suggested, where that comes from and how sure it is; nobody is drawn as nobody. */
export function SuggestionNote({ suggestion }: { suggestion: Suggestion | undefined }) {
  if (!suggestion) return <span className="chip dashed">no candidate</span>
  const { owner, confidence, differs, without, reason } = suggestion
  return (
    <>
      <span className={confidence === 'weak' ? 'chip owner dashed' : 'chip owner'}>
        {visible(owner.name)}
      </span>
      <span className="why" title={visible(reason)}>
        {visible(candidateShort(suggestion))}, {confidence}
        {differs > 0 && ` · ${differs} ${differs === 1 ? 'has' : 'have'} another`}
        {without > 0 && ` · ${without} ${without === 1 ? 'has' : 'have'} nobody`}
      </span>
    </>
  )
}
