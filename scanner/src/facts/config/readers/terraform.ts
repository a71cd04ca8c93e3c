import type { ConfigFile } from '../files'
import type { ConfigLayer } from '../layer'
import { awsLayers } from './terraform-aws'
import { Module } from './terraform-module'
import { googleLayers, otherLayers } from './terraform-others'

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)

/** Terraform: queues, subscriptions, functions, schedules, state machines and jobs, by folder. */
export function terraformLayers(files: readonly ConfigFile[]): ConfigLayer[] {
  const modules = new Map<string, Module>()
  for (const file of files) {
    if (file.blocks.length === 0) continue
    const folder = folderOf(file.path)
    const module = modules.get(folder) ?? new Module()
    modules.set(folder, module)
    for (const block of file.blocks) module.add(file, block)
  }
  return [...modules.values()].flatMap((module) =>
    [awsLayers, googleLayers, otherLayers].flatMap((read) => read(module)),
  )
}
