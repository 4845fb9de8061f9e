import { fixedHash } from './sealing'

/** JSON with the keys of every object in order and absent fields left out: equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

/** What a request asks for, as a keyed hash: what people typed can't be guessed from it. */
export const contentOf = (action: string, input: unknown): string =>
  fixedHash('content', canonicalJson([action, input]))
