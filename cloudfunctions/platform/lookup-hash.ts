import { createHmac } from 'node:crypto'
import { ofInstance } from './instance-state'
import { lookupKeyAt, lookupKeys } from './keys'

/**
 * Keyed hashes by which ID and phone numbers are found (house rule 14), and their exchange while people book
 * (docs/decisions/0020). In memory a hash always has the newest key's form; what is stored may have the older one.
 */

/** `<link>~<hash>`: which of the keys it went through last. */
const HASH = /(\d+)~([A-Za-z0-9_-]{32})/g

const hashBy = (link: number, text: string): string =>
  createHmac('sha256', lookupKeyAt(link)).update(text).digest('base64url').slice(0, 32)

/** Older form of each newest hash that this process has met while keys are exchanged. */
const olderForms = ofInstance(() => new Map<string, string>())
/** More than one call meets. */
const MAX_FORMS = 50_000

const newestLink = (): number => lookupKeys().chain.length - 1
const isExchanged = (): boolean => lookupKeys().exchange !== 'none'

/** A keyed hash to find a value again without holding it. */
export const lookupHash = (kind: string, value: string): string => carriedOn(0, hashBy(0, `${kind}:${value}`))

/** The newest form of a hash that went through the keys up to `link`. */
function carriedOn(link: number, hash: string): string {
  let carried = hash
  for (let next = link + 1; next <= newestLink(); next++) {
    const older = carried
    carried = hashBy(next, older)
    if (next === newestLink() && isExchanged()) remember(`${next}~${carried}`, `${next - 1}~${older}`)
  }
  return `${Math.max(link, newestLink())}~${carried}`
}

function remember(newest: string, older: string): void {
  const [first] = olderForms().keys()
  if (olderForms().size >= MAX_FORMS && first !== undefined) olderForms().delete(first)
  olderForms().set(newest, older)
}

/** A text with every hash in it in its newest form. */
export const newestIn = (text: string): string =>
  text.replace(HASH, (_, link: string, hash: string) => carriedOn(Number(link), hash))

/**
 * A text with every hash in it as the key before has it. What a function after the exchange wrote stays, for nobody knows
 * its older form, or needs it; while the older one is the truth, that throws.
 */
export const olderIn = (text: string): string =>
  text.replace(HASH, (hash) => {
    const older = olderForms().get(hash)
    if (older === undefined && lookupKeys().exchange === 'read')
      throw new Error('a hash of an unknown origin')
    return older ?? hash
  })

/** Of each hash in a text its older form, where it is known. */
export const olderFormsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(HASH)].flatMap(([hash]) => {
      const older = olderForms().get(hash)
      return older === undefined ? [] : [[hash, older]]
    }),
  )

/** Takes over what a function of the next stage knew. */
export function rememberForms(forms: Readonly<Record<string, string>>): void {
  if (isExchanged()) for (const [newest, older] of Object.entries(forms)) remember(newest, older)
}

/** Holds a hash that isn't in its newest form. */
export const holdsOlder = (text: string): boolean =>
  [...text.matchAll(HASH)].some(([, link]) => Number(link) < newestLink())

/** Holds a hash of a key that isn't known here. */
export const holdsUnknown = (text: string): boolean =>
  [...text.matchAll(HASH)].some(([, link]) => Number(link) > newestLink())

/** Holds a hash at all. */
export const holdsHash = (text: string): boolean => text.search(HASH) >= 0
