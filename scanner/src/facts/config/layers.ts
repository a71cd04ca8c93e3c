import type { Manifest } from '../versions'
import { addressesIn } from './addresses'
import { configFiles } from './files'
import type { ConfigLayer } from './layer'
import { cloudFormationLayers } from './readers/cloudformation'
import { daprLayers } from './readers/dapr'
import { envoyLayers } from './readers/envoy'
import { gatewayApiLayers } from './readers/gateway-api'
import { ingressLayers } from './readers/ingress'
import { istioLayers } from './readers/istio'
import { argoLayers, jobLayers, sidekiqLayers } from './readers/jobs'
import { kongLayers } from './readers/kong'
import { linkerdLayers } from './readers/linkerd'
import { nginxLayers } from './readers/nginx'
import { serverlessLayers } from './readers/sam'
import { stateFileLayers } from './readers/states'
import { terraformLayers } from './readers/terraform'
import { resourcesOf } from './resources'

/** What the configuration files of one commit say. */
export interface Configured {
  layers: ConfigLayer[]
  /** Hosts that variables of the environment hold. */
  addresses: Map<string, string>
  /** Files that could not be read, and why. */
  unread: { path: string; reason: string }[]
}

const known = new WeakMap<readonly Manifest[], Configured>()

/** Every retry layer that configuration writes; those that are switched off are none. */
export function configured(manifests: readonly Manifest[]): Configured {
  const before = known.get(manifests)
  if (before) return before
  const files = configFiles(manifests)
  const resources = resourcesOf(files)
  const layers = [
    ...[
      istioLayers,
      linkerdLayers,
      gatewayApiLayers,
      ingressLayers,
      daprLayers,
      jobLayers,
      argoLayers,
    ].flatMap((read) => read(resources)),
    ...[
      envoyLayers,
      nginxLayers,
      sidekiqLayers,
      stateFileLayers,
      cloudFormationLayers,
      serverlessLayers,
      terraformLayers,
    ].flatMap((read) => read(files)),
    ...kongLayers(files, resources),
  ]
  const unread = files.flatMap(({ path, unread: reason }) => (reason ? [{ path, reason }] : []))
  const found = {
    layers: layers.filter(({ attempts }) => attempts !== 1),
    addresses: addressesIn(files),
    unread,
  }
  known.set(manifests, found)
  return found
}
