import { isProto } from '../paths/protos'
import { isRequirements, type Manifest } from '../versions'
import { formatOf, speaks } from './files'
import { configured } from './layers'
import { isSpringFile } from './spring'

/** What the scan has to know of configuration files: which to read, which to keep, which failed. */
export const CONFIGURATION = {
  /** By the path alone. */
  wants: (path: string): boolean =>
    formatOf(path) !== null || isSpringFile(path) || isProto(path) || isRequirements(path),
  /** By the text: what says nothing of layers is not kept. */
  speaks(path: string, text: string): boolean {
    if (isSpringFile(path) || isRequirements(path)) return true
    if (isProto(path)) return /^\s*service\s/m.test(text)
    const format = formatOf(path)
    return format !== null && speaks(format, text)
  },
  unread: (manifests: readonly Manifest[]): { path: string; reason: string }[] =>
    configured(manifests).unread,
}
