import type { IndexState } from './state'
import type { Step } from './plan'

/** A step as one line of the plan. Values of variables are secrets and never part of it. */
export function describe(step: Step): string {
  switch (step.kind) {
    case 'setStoragePermission':
      return `storage: permission ${step.from ?? 'unknown'} → ${step.to}`
    case 'setFunctionRule':
      return `functions: rule ${step.to}`
    case 'createCollection':
      return `collection ${step.collection}: create`
    case 'setCollectionPermission':
      return `collection ${step.collection}: permission ${step.from ?? 'none'} → ${step.to}`
    case 'dropIndex':
      return `index ${step.collection}.${step.index}: drop, it isn't the one that is wanted`
    case 'createIndex':
      return `index ${step.collection}.${step.index.name}: create ${fields(step.index)}`
    case 'createFunction':
      return `function ${step.function.name}: create, ${size(step.function)}`
    case 'uploadCode':
      return `function ${step.function.name}: upload ${step.function.edition}`
    case 'configureFunction':
      return `function ${step.function.name}: ${step.why.join(', ')}`
    case 'removeTrigger':
      return `function ${step.function}: remove trigger ${step.trigger}`
    case 'createTrigger':
      return `function ${step.function}: trigger ${step.trigger.name} at ${step.trigger.cron}`
    case 'createRoute':
      return `route ${step.route.path} → ${step.route.function}: create`
    case 'changeRoute':
      return `route ${step.route.path}: ${step.why.join(', ')}`
  }
}

const fields = ({ keys, unique }: IndexState): string =>
  `(${keys.map(([field, direction]) => (direction < 0 ? `${field} ↓` : field)).join(', ')})${unique ? ' unique' : ''}`

const size = ({
  runtime,
  memoryMb,
  timeoutSeconds,
}: {
  runtime: string
  memoryMb: number
  timeoutSeconds: number
}): string => `${runtime}, ${memoryMb} MB, ${timeoutSeconds} s`
