import { dropBlanks, dropSeparators, upperCaseLatin, type Branded } from './text'

/** A plate in its one spelling; whether it is one says `checkPlate`. */
export type PlateNumber = Branded<'PlateNumber'>

/** The plate forms of GA 36-2018 that may book, and whatever isn't one of them (spec 2, Plate). */
export type PlateForm =
  | 'civil'
  | 'newEnergy'
  | 'police'
  | 'learner'
  | 'trailer'
  | 'embassy'
  | 'consulate'
  | 'hongKong'
  | 'macau'
  | 'other'

/**
 * `province`: doesn't begin with a province. `letter`: an I or O, which plates never have.
 * `length`: too short or too long. `form`: anything else.
 */
export type PlateError = 'province' | 'letter' | 'length' | 'form'

/** First characters of plates, in the order of the plate keyboard. */
export const PROVINCES = Array.from('京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新')

const LENGTHS = { shortest: 7, longest: 8 } as const

const FORMS: ReadonlyArray<readonly [PlateForm, RegExp]> = [
  // Electric (D A B C E) and other new energy (F G H J K): small cars at the third place, large at the last.
  ['newEnergy', /^.[A-HJ-NP-Z][A-HJK][A-HJ-NP-Z0-9]\d{4}$/],
  ['newEnergy', /^.[A-HJ-NP-Z]\d{5}[A-HJK]$/],
  ['civil', /^.[A-HJ-NP-Z][A-HJ-NP-Z0-9]{5}$/],
  ['police', /^.[A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}警$/],
  ['learner', /^.[A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}学$/],
  ['trailer', /^.[A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}挂$/],
  ['consulate', /^.[A-HJ-NP-Z]\d{4}领$/],
  // Cars of Hong Kong and Macau are registered in Guangdong under Z.
  ['hongKong', /^粤Z[A-HJ-NP-Z0-9]{4}港$/],
  ['macau', /^粤Z[A-HJ-NP-Z0-9]{4}澳$/],
]

// Embassies have no province: country and car in six digits, the character behind (before it on older plates).
const EMBASSY = /^(?:\d{6}使|使\d{6})$/

/**
 * What stands before a plate that has none of these forms, as a temporary one or one of another country. No camera reads it on
 * a car, so a guard looks at such a plate before it opens anything.
 */
export const OTHER_PLATE = '其他'
const OTHER = new RegExp(`^${OTHER_PLATE}([A-Z0-9\\u4e00-\\u9fff]{3,9})$`)

const REPEATED_OTHER = new RegExp(`^(?:${OTHER_PLATE})+`)

/** A plate in its one spelling: half-width, upper-case, no dots, blanks or dashes, and once that it is of no form. */
export function normalisePlate(raw: string): PlateNumber {
  return dropSeparators(upperCaseLatin(dropBlanks(raw))).replace(REPEATED_OTHER, OTHER_PLATE) as PlateNumber
}

/** Takes a normalised plate: its form, or what is wrong with it. */
export function checkPlate(plate: string): { form: PlateForm } | { fieldError: PlateError } {
  if (plate.startsWith(OTHER_PLATE)) {
    const [, written = ''] = OTHER.exec(plate) ?? []
    // One that has a form is that car, whatever is said of it or stands around it: nobody gets around what is known of its plate.
    return written !== '' && platesWithin(written).length === 0 ? { form: 'other' } : { fieldError: 'form' }
  }
  if (EMBASSY.test(plate)) return { form: 'embassy' }
  if (!PROVINCES.includes(plate.charAt(0))) return { fieldError: 'province' }
  if (/[IO]/.test(plate)) return { fieldError: 'letter' }
  if (plate.length < LENGTHS.shortest || plate.length > LENGTHS.longest) return { fieldError: 'length' }
  const match = FORMS.find(([, pattern]) => pattern.test(plate))
  return match === undefined ? { fieldError: 'form' } : { form: match[0] }
}

/** The plates of a form that stand in a normalised text, in their order, each as long as it can be read. */
export function platesWithin(text: string): PlateNumber[] {
  const plates: PlateNumber[] = []
  for (let rest = text; rest.length >= LENGTHS.shortest;) {
    const plate = plateAtStart(rest)
    if (plate !== undefined) plates.push(plate as PlateNumber)
    rest = rest.slice(plate?.length ?? 1)
  }
  return plates
}

const plateAtStart = (text: string): string | undefined =>
  [LENGTHS.longest, LENGTHS.shortest]
    .map((length) => text.slice(0, length))
    .find((part) => !part.startsWith(OTHER_PLATE) && 'form' in checkPlate(part))

/** '桂C·12345' as on the car, also while it is being typed; an embassy's '224·578使'; '其他 WJ12345'. */
export function formatPlate(plate: string): string {
  if (plate.startsWith(OTHER_PLATE)) return `${OTHER_PLATE} ${plate.slice(OTHER_PLATE.length)}`.trim()
  const digitsFrom = plate.startsWith('使') ? 1 : 0
  const dotAt = EMBASSY.test(plate) ? digitsFrom + 3 : 2
  return plate.length > dotAt ? `${plate.slice(0, dotAt)}·${plate.slice(dotAt)}` : plate
}

/**
 * The province to put before what was typed: `home` when a letter stands where the province belongs,
 * null when there is nothing to complete.
 */
export function suggestProvince(typed: string, home = '桂'): string | null {
  return /^[A-Z]/.test(normalisePlate(typed)) ? home : null
}
