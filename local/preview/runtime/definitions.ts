import { codeSpace } from './framework'

/** Behaviors that the base library brings; the runtime's own form handling reads properties instead. */
const wellKnown: Record<string, unknown> = {
  'wx://form-field': codeSpace
    .behavior()
    .definition({ properties: { name: String, value: null } })
    .register(),
  'wx://form-field-group': codeSpace.behavior().register(),
  'wx://form-field-button': codeSpace.behavior().register(),
  'wx://component-export': codeSpace.behavior().register(),
}

export interface AppObject extends Record<string, any> {
  globalData?: unknown
}

let app: AppObject = {}
const entered: string[] = []

/** The object given to `App()`. */
export function currentApp(): AppObject {
  return app
}

/** From here until `leave()`, `Page()` and `Component()` define this code path. */
export function enter(code: string): void {
  entered.push(code)
  codeSpace.componentEnv(code, exposeDefinitions)
}

export function leave(): void {
  entered.pop()
  const outer = entered.at(-1)
  if (outer) codeSpace.componentEnv(outer, exposeDefinitions)
}

function exposeDefinitions(env: any): void {
  Object.assign(globalThis, {
    Page: (definition: any) => env.Page(prepare(definition)),
    Component: (definition: any) => env.Component(prepare(definition)),
  })
}

/** Named behaviors become objects, and a relation without a type is to a child, as in WeChat. */
function prepare(definition: Record<string, any>): Record<string, any> {
  if (definition.behaviors) {
    definition.behaviors = definition.behaviors.map((behavior: unknown) => {
      if (typeof behavior !== 'string') return behavior
      const found = wellKnown[behavior]
      if (!found) throw new Error(`behavior "${behavior}" is not provided by the preview`)
      return found
    })
  }
  for (const relation of Object.values<any>(definition.relations ?? {})) relation.type ??= 'child'
  definition.pageLifetimes ??= definition.pageLifeTimes
  if (definition.pageLifetimes === undefined) delete definition.pageLifetimes
  return definition
}

export function installDefinitions(): void {
  Object.assign(globalThis, {
    App: (definition: AppObject) => {
      app = definition
    },
    getApp: () => app,
    Behavior: (definition: any) =>
      codeSpace
        .behavior()
        .definition(prepare(definition) as any)
        .register(),
  })
}
