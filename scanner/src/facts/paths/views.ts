import type { CallTargets } from './call-targets'
import type { TypeAt } from './implementations'
import type { Place } from './place'
import type { Types } from './types'

/** Views of Django and Django REST framework that answer no method themselves. */
const BARE_VIEW = /(^|\.)(View|APIView|GenericAPIView|ViewSet|GenericViewSet|ViewSetMixin|object)$/

/** Whether a view may have a method that no facts speak of: one that calls nothing, or a library's. */
function mayAnswer(type: TypeAt, method: string, types: Types): boolean {
  const all = [type, ...types.above(type)]
  if (all.some(({ fact }) => fact.methods?.includes(method))) return true
  return all.some(({ path, fact }) =>
    (fact.supers ?? []).some((name) => !types.find(name, path) && !BARE_VIEW.test(name)),
  )
}

/**
 * Method of a class-based view, `Orders.get`: its class is the one that is made, so that nothing
 * below it answers. `none` where it has no such method; null where that is not known.
 */
export function viewMethod(
  handler: string,
  around: Place,
  { types, receivers }: CallTargets,
): Place | 'none' | null {
  const dot = handler.lastIndexOf('.')
  const type = dot > 0 ? receivers.of(handler.slice(0, dot), around) : undefined
  if (!type) return null
  const method = handler.slice(dot + 1)
  return types.inherited(type, method) ?? (mayAnswer(type, method, types) ? null : 'none')
}
