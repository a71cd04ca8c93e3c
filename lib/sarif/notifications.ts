import { asArray, asObject, type JsonObject } from './access'
import type { ScanContent } from './content'
import { limits } from './limits'
import { type LocationReader, stepOf } from './locations'
import { messageText } from './messages'
import { cut } from './text'

/** What the tool had to say of its own run: parse errors, unread files, configuration (3.20.21 f.). */
export function notificationsOf(
  reader: LocationReader,
  run: JsonObject,
  pointer: string,
): ScanContent['notifications'] {
  const all = asArray(run.invocations).flatMap((entry, i) => {
    const invocation = asObject(entry)
    return ['toolConfigurationNotifications', 'toolExecutionNotifications'].flatMap((list) =>
      asArray(invocation?.[list]).map((item, n) => ({
        item: asObject(item),
        at: `${pointer}/invocations/${i}/${list}/${n}`,
      })),
    )
  })
  if (all.length > limits.notifications) {
    reader.log.warn(`only the first ${limits.notifications} notifications are kept`, pointer)
  }
  return all.slice(0, limits.notifications).flatMap(({ item, at }) => {
    if (!item) return []
    const message = messageText(item.message, reader.log, `${at}/message`) ?? 'no message'
    const place = asArray(item.locations)[0]
    const path = place === undefined ? undefined : stepOf(reader, place, `${at}/locations/0`)?.path
    return [{ level: levelOf(item.level), message: cut(message, 2000), path }]
  })
}

function levelOf(level: unknown): 'error' | 'warning' | 'note' {
  if (level === 'error') return 'error'
  return level === 'note' || level === 'none' ? 'note' : 'warning'
}
