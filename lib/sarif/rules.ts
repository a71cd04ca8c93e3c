import { asArray, asIndex, asObject, type JsonObject } from './access'
import { type ReadLog, Refusal } from './read-log'

/** A rule as the tool describes it, and the component whose texts it shares. */
export interface Descriptor {
  key: string
  rule: JsonObject
  component: JsonObject
  /** What the invocation changed of its configuration (3.20.5). */
  configuration: JsonObject
  pointer: string
}

/** Name of the rule of results that name none. */
export const unspecifiedRule = 'unspecified'

/** All rules of one run, of the driver and of its extensions (3.19.23). */
export class Rules {
  readonly listed: Descriptor[] = []
  private readonly components: { component: JsonObject; rules: (Descriptor | undefined)[] }[] = []
  private readonly byId = new Map<string, Descriptor>()
  private readonly byGuid = new Map<string, Descriptor>()

  constructor(
    run: JsonObject,
    pointer: string,
    private readonly log: ReadLog,
  ) {
    const tool = asObject(run.tool) ?? {}
    this.add(asObject(tool.driver) ?? {}, `${pointer}/tool/driver`)
    asArray(tool.extensions).forEach((extension, i) => {
      this.add(asObject(extension) ?? {}, `${pointer}/tool/extensions/${i}`)
    })
    for (const invocation of asArray(run.invocations)) {
      for (const override of asArray(asObject(invocation)?.ruleConfigurationOverrides)) {
        const reference = asObject(asObject(override)?.descriptor) ?? {}
        const found = this.referenced(reference, reference.id, undefined)
        const configuration = asObject(asObject(override)?.configuration)
        if (found && configuration)
          found.configuration = { ...found.configuration, ...configuration }
      }
    }
  }

  private add(component: JsonObject, pointer: string): void {
    const rules = asArray(component.rules).map((entry, i) => {
      const rule = asObject(entry)
      const at = `${pointer}/rules/${i}`
      if (!rule) this.log.warn('a rule that is no object was left out', at)
      if (!rule) return undefined
      const key = this.log.name(rule.id, `${at}/id`) ?? this.log.name(rule.name, `${at}/name`)
      if (!key) this.log.warn('a rule without an id was left out', at)
      if (!key) return undefined
      const configuration = asObject(rule.defaultConfiguration) ?? {}
      const descriptor = { key, rule, component, configuration, pointer: at }
      this.listed.push(descriptor)
      if (!this.byId.has(key)) this.byId.set(key, descriptor)
      if (typeof rule.guid === 'string') this.byGuid.set(rule.guid, descriptor)
      return descriptor
    })
    this.components.push({ component, rules })
  }

  /** The rule of a result: by reference, index or id; `CA1000/1` is part of the rule `CA1000` (3.27.5). */
  ruleOf(result: JsonObject, pointer: string): { key: string; descriptor?: Descriptor } {
    const reference = asObject(result.rule) ?? {}
    const written = result.ruleId ?? reference.id
    if (written !== undefined && written !== null && typeof written !== 'string') {
      throw new Refusal('ruleId is not a string', `${pointer}/ruleId`)
    }
    const id = this.log.name(written, `${pointer}/ruleId`)
    const descriptor = this.referenced(reference, id, result.ruleIndex)
    if (descriptor) return { key: descriptor.key, descriptor }
    if (id) return { key: id }
    this.log.warn(`a result names no rule; it counts to the rule "${unspecifiedRule}"`, pointer)
    return { key: unspecifiedRule }
  }

  private referenced(
    reference: JsonObject,
    id: unknown,
    ruleIndex: unknown,
  ): Descriptor | undefined {
    const index = asIndex(reference.index) ?? asIndex(ruleIndex)
    const indexed = index === undefined ? undefined : this.componentOf(reference)?.rules[index]
    if (typeof id !== 'string') return indexed ?? this.byGuid.get(String(reference.guid))
    if (indexed && (id === indexed.key || id.startsWith(`${indexed.key}/`))) return indexed
    for (let name = id; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
      const found = this.byId.get(name)
      if (found) return found
    }
    return undefined
  }

  private componentOf(reference: JsonObject) {
    const wanted = asObject(reference.toolComponent)
    if (!wanted) return this.components[0]
    const index = asIndex(wanted.index)
    if (index !== undefined) return this.components[index + 1]
    return this.components.find(
      ({ component }) =>
        (wanted.guid !== undefined && component.guid === wanted.guid) ||
        (wanted.name !== undefined && component.name === wanted.name),
    )
  }
}
