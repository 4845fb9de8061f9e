/**
 * One step further in the exchange of a key (docs/decisions/0020). Each step leads to a value that functions with the one
 * before understand, so a deployment may give it to one function after the other.
 */

export interface NextKeys {
  value: string
  /** It holds a key that nobody has seen yet. */
  isNew: boolean
  /** What has stood under the old key has to be written again before this step. */
  afterRewriting: boolean
}

/** What `npm run deploy -- --rotate` calls them. */
export const ROTATED: Readonly<Record<string, string>> = {
  data: 'CAMPUS_DATA_KEYS',
  lookup: 'CAMPUS_LOOKUP_KEY',
  pass: 'CAMPUS_PASS_KEYS',
}

/** Ids that a pass can name. */
const IDS = 256

/** @param fresh 32 bytes as base64, used by the first step alone */
export const nextKeys = (variable: string, value: string, fresh: string): NextKeys =>
  variable === ROTATED.lookup ? nextLookup(value, fresh) : nextRing(value, fresh)

/** `a` → `a,read:b` → `a,write:b` → `a,b` (cloudfunctions/platform/keys.ts). */
function nextLookup(value: string, fresh: string): NextKeys {
  if (value.includes(',read:'))
    return { value: value.replace(',read:', ',write:'), isNew: false, afterRewriting: false }
  if (value.includes(',write:'))
    return { value: value.replace(',write:', ','), isNew: false, afterRewriting: true }
  return { value: `${value},read:${fresh}`, isNew: true, afterRewriting: false }
}

/** `1:a` → `1:a,2:b` → `2:b,1:a` → `2:b`: the first is used for new work, all open. */
function nextRing(value: string, fresh: string): NextKeys {
  const keys = value.split(',')
  const [first = ''] = keys
  const idOf = (key: string): number => Number(/\d+/.exec(key.slice(0, key.indexOf(':')))?.[0] ?? 0)
  const next = (idOf(first) + 1) % IDS
  const waiting = keys.find((key) => idOf(key) === next)
  if (keys.length === 1) return { value: `${first},${next}:${fresh}`, isNew: true, afterRewriting: false }
  if (waiting !== undefined)
    return {
      value: [waiting, ...keys.filter((key) => key !== waiting)].join(','),
      isNew: false,
      afterRewriting: false,
    }
  return { value: first, isNew: false, afterRewriting: true }
}

/** Whether `to` is the step after `from`: a deployment was cut off between two functions. */
export const isNextStep = (variable: string, from: string, to: string): boolean =>
  nextKeys(variable, from, to.slice(-KEY_LENGTH)).value === to

/** Characters of 32 bytes as base64. */
const KEY_LENGTH = 44
