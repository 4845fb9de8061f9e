import type {
  ActualState,
  CollectionState,
  EnvironmentState,
  FunctionState,
  IndexState,
  RouteState,
  TriggerState,
} from './state'

/** One change of an environment. Every one may come again after it was cut off. */
export type Step =
  | { kind: 'setStoragePermission'; from: string | null; to: string }
  | { kind: 'setFunctionRule'; to: string }
  | { kind: 'createCollection'; collection: string }
  | { kind: 'setCollectionPermission'; collection: string; from: string | null; to: string }
  | { kind: 'dropIndex'; collection: string; index: string }
  | { kind: 'createIndex'; collection: string; index: IndexState }
  | { kind: 'createFunction'; function: FunctionState }
  | { kind: 'uploadCode'; function: FunctionState }
  | { kind: 'configureFunction'; function: FunctionState; why: string[] }
  | { kind: 'removeTrigger'; function: string; trigger: string }
  | { kind: 'createTrigger'; function: string; trigger: TriggerState }
  | { kind: 'createRoute'; route: RouteState }
  | { kind: 'changeRoute'; route: RouteState; why: string[] }

export interface Plan {
  steps: Step[]
  /** What no step can mend: it needs a hand in the console. */
  blocked: string[]
  /** What stands there and isn't ours; it stays. */
  foreign: string[]
}

/**
 * What leads from `actual` to `desired`. Closed doors come first, so that whatever is cut off leaves nothing open, and a
 * function starts only when its collections are there. Nothing of others is taken away.
 */
export function plan(desired: EnvironmentState, actual: ActualState): Plan {
  const collections = desired.collections.map((wanted) => collectionSteps(wanted, actual))
  const functions = desired.functions.map((wanted) => functionSteps(wanted, actual))
  return {
    steps: [
      ...storageSteps(desired, actual),
      ...ruleSteps(desired, actual),
      ...collections.flat(),
      ...functions.flatMap(({ steps }) => steps),
      // Routes are those of a domain.
      ...(actual.domain === null ? [] : desired.routes.flatMap((wanted) => routeSteps(wanted, actual))),
    ],
    blocked: [
      ...functions.flatMap(({ blocked }) => blocked),
      ...(desired.routes.length > 0 && actual.domain === null
        ? ['HTTP access has no domain: open it in the console (HTTP 访问服务), then deploy again']
        : []),
    ],
    foreign: foreign(desired, actual),
  }
}

function storageSteps({ storage: to }: EnvironmentState, { storage: from }: ActualState): Step[] {
  return to === null || from === to ? [] : [{ kind: 'setStoragePermission', from, to }]
}

function ruleSteps({ functionRule: to }: EnvironmentState, { functionRule: from }: ActualState): Step[] {
  return to === null || sameJson(from, to) ? [] : [{ kind: 'setFunctionRule', to }]
}

/** Equal but for blanks and order of the fields. */
function sameJson(left: string | null, right: string): boolean {
  try {
    return left !== null && sorted(JSON.parse(left)) === sorted(JSON.parse(right))
  } catch {
    return false
  }
}

const sorted = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `{${Object.entries(value)
        .map(([name, part]) => `${JSON.stringify(name)}:${sorted(part)}`)
        .sort()
        .join()}}`
    : JSON.stringify(value)

function collectionSteps({ name, permission, indexes }: CollectionState, actual: ActualState): Step[] {
  const there = actual.collections.find((collection) => collection.name === name)
  const from = there?.permission ?? null
  return [
    ...(there === undefined ? [{ kind: 'createCollection' as const, collection: name }] : []),
    ...(permission === null || from === permission
      ? []
      : [{ kind: 'setCollectionPermission' as const, collection: name, from, to: permission }]),
    ...indexes.flatMap((index): Step[] => {
      const rivals =
        there?.indexes.filter((other) => other.name === index.name || sameKeys(other, index)) ?? []
      if (rivals.some((other) => serves(other, index))) return []
      return [
        ...rivals.map((other): Step => ({ kind: 'dropIndex', collection: name, index: other.name })),
        { kind: 'createIndex', collection: name, index },
      ]
    }),
  ]
}

/** Two indexes of the same fields can't stand in one collection, whatever they are called. */
const sameKeys = (left: IndexState, right: IndexState): boolean =>
  JSON.stringify(left.keys) === JSON.stringify(right.keys)

/** It does what the other one would; queries don't name indexes. */
const serves = (there: IndexState, wanted: IndexState): boolean =>
  there.unique === wanted.unique && sameKeys(there, wanted)

function functionSteps(wanted: FunctionState, actual: ActualState): { steps: Step[]; blocked: string[] } {
  const there = actual.functions.find(({ name }) => name === wanted.name)
  if (there === undefined)
    return { steps: [{ kind: 'createFunction', function: wanted }, ...triggerSteps(wanted, [])], blocked: [] }
  if (there.failed === 'CreateFailed')
    return {
      steps: [],
      blocked: [
        `function ${wanted.name} wasn't made (${there.failed}): delete it in the console, then deploy again`,
      ],
    }
  if (there.runtime !== wanted.runtime || there.handler !== wanted.handler) {
    const is = `${there.runtime} with ${there.handler}`
    return {
      steps: [],
      blocked: [
        `function ${wanted.name} runs on ${is}, which can't be changed: ` +
          `note its environment variables, delete it in the console, then deploy again`,
      ],
    }
  }
  // What others set beside ours stays: the platform replaces all variables at once.
  const merged = { ...wanted, variables: { ...there.variables, ...wanted.variables } }
  const why = configurationChanges(merged, there)
  return {
    steps: [
      ...(there.edition === wanted.edition ? [] : [{ kind: 'uploadCode' as const, function: merged }]),
      ...(why.length === 0 ? [] : [{ kind: 'configureFunction' as const, function: merged, why }]),
      ...triggerSteps(wanted, there.triggers),
    ],
    blocked: [],
  }
}

/** Names what differs, never a variable's value. The edition is set last: it says that the code stands. */
function configurationChanges(wanted: FunctionState, there: FunctionState): string[] {
  return [
    ...(wanted.memoryMb === there.memoryMb ? [] : [`memory ${there.memoryMb} → ${wanted.memoryMb} MB`]),
    ...(wanted.timeoutSeconds === there.timeoutSeconds
      ? []
      : [`time limit ${there.timeoutSeconds} → ${wanted.timeoutSeconds} s`]),
    ...Object.entries(wanted.variables)
      .filter(([name, value]) => there.variables[name] !== value)
      .map(([name]) => `variable ${name}`),
    ...(wanted.edition === there.edition ? [] : ['edition']),
  ]
}

function triggerSteps(wanted: FunctionState, there: FunctionState['triggers']): Step[] {
  const isWanted = ({ name, cron, isOn }: TriggerState): boolean =>
    wanted.triggers.some((trigger) => trigger.name === name && trigger.cron === cron && trigger.isOn === isOn)
  const gone = there.filter((trigger) => !isWanted(trigger))
  const kept = there.filter(isWanted).map(({ name }) => name)
  return [
    ...gone.map(({ name }): Step => ({ kind: 'removeTrigger', function: wanted.name, trigger: name })),
    ...wanted.triggers
      .filter(({ name }) => !kept.includes(name))
      .map((trigger): Step => ({ kind: 'createTrigger', function: wanted.name, trigger })),
  ]
}

function routeSteps(route: RouteState, { routes }: ActualState): Step[] {
  const there = routes.find(({ path }) => path === route.path)
  if (there === undefined) return [{ kind: 'createRoute', route }]
  const why = [
    ...(there.kind === route.kind && there.function === route.function
      ? []
      : [`${there.kind === route.kind ? 'function' : there.kind} ${there.function} → ${route.function}`]),
    ...(there.isOn === route.isOn ? [] : ['switched on']),
    ...(there.listedDomainsOnly === route.listedDomainsOnly ? [] : ['open to pages of every domain']),
    ...(there.platformAuth === route.platformAuth ? [] : [`platform's authentication off`]),
    ...(there.passesPath === route.passesPath ? [] : ['path passed on']),
  ]
  return why.length === 0 ? [] : [{ kind: 'changeRoute', route, why }]
}

function foreign(desired: EnvironmentState, actual: ActualState): string[] {
  const ours = new Map(desired.collections.map((collection) => [collection.name, collection]))
  return [
    ...actual.collections.flatMap(({ name, indexes }) => {
      const own = ours.get(name)
      if (own === undefined) return [`collection ${name}`]
      return indexes
        .filter(
          (index) => !own.indexes.some((wanted) => wanted.name === index.name || sameKeys(wanted, index)),
        )
        .map((index) => `index ${name}.${index.name}`)
    }),
    ...actual.functions
      .filter(({ name }) => !desired.functions.some((wanted) => wanted.name === name))
      .map(({ name }) => `function ${name}`),
    ...actual.routes
      .filter(({ path }) => !desired.routes.some((wanted) => wanted.path === path))
      .map(({ path, function: name }) => `route ${path} → ${name}`),
  ]
}
