import type * as z from 'zod'

/** Where something stands in an input: ['form', 'companions', 0, 'name']; [] is the input itself. */
export type Path = readonly (string | number)[]

/** Every place a schema knows, list items as '*': 'form.companions.*.name'. All branches of a union, all optionals. */
export function placesOf(schema: z.ZodType): Set<string> {
  const places = new Set<string>()
  const walk = (each: z.ZodType, at: string[]): void => {
    if (at.length > 0) places.add(at.join('.'))
    const { def } = each as unknown as { def: SchemaDef }
    for (const [name, field] of Object.entries(def.shape ?? {})) walk(field, [...at, name])
    for (const option of def.options ?? []) walk(option, at)
    if (def.element !== undefined) walk(def.element, [...at, '*'])
    if (def.innerType !== undefined) walk(def.innerType, at)
  }
  walk(schema, [])
  return places
}

/** What zod's schemas are made of, as far as inputs use it. */
interface SchemaDef {
  shape?: Record<string, z.ZodType>
  options?: readonly z.ZodType[]
  element?: z.ZodType
  innerType?: z.ZodType
}

/** Every place that holds something in a value, the outermost first. */
export function pathsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => pathsIn(item, [...at, index]))
    : Object.entries(value).flatMap(([name, field]) => pathsIn(field, [...at, name]))
  return [at, ...inner]
}

export const placeOf = (path: Path): string =>
  path.map((step) => (typeof step === 'number' ? '*' : step)).join('.')

/** The value with something else at one place; everything beside it stays. */
export function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? replaced(item, rest, by) : item))
  const fields = value as Record<string, unknown>
  return { ...fields, [step]: replaced(fields[step], rest, by) }
}
