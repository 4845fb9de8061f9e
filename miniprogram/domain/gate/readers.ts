import { checkPlate, normalisePlate, platesWithin, type PlateNumber } from '../values/plates'
import { asMiddleDots, canonical, dropBlanks } from '../values/text'

/**
 * What readers and cameras put around what they read, taken off in one place: line ends, blanks, control characters, a
 * symbology mark (`]Q1`), a name before and a device number behind. Gates with and without network read through here.
 */

// Base45 of whole groups never ends with a blank, so trimming takes nothing of a pass (domain/values/bytes.ts).
const PASS = /CV\d:[0-9A-Z $%*+\-./:]+/
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]/

/** The text of a code as it was shown: a pass keeps the blanks inside, which are part of it. */
export function codeText(raw: string): string {
  const pass = PASS.exec(raw)
  // A carriage return or a mark of the reader ends a pass, because neither is a character of one.
  return pass === null ? dropBlanks(raw).replace(SYMBOLOGY, '') : pass[0].trim()
}

/** Characters that cameras write between or around the plates of one car: no plate is written with one. */
const BETWEEN = /[!-,/:-@[-^`{-~、\u3008-\u301b\r\n\t]+/
/** These also stand inside a plate. */
const INSIDE = /[\s·-]+/
/** A colour of a plate, which isn't part of it. */
const COLOUR = /^(?:蓝|黄绿|渐变绿|黄|绿|白|黑)[色牌]*$/
/** A car of Guangdong, Hong Kong and Macau carries three at most. */
const MAX_PLATES = 3

/** The plates that a camera read on one car, or the one that a guard typed, each in its one spelling; those in form first. */
export function platesRead(raw: string): PlateNumber[] {
  const read = canonical(raw).split(BETWEEN).flatMap(apart).flatMap(platesOf)
  const plates = read.filter((plate, index) => plate !== '' && read.indexOf(plate) === index)
  const sorted = [...plates.filter(isInForm), ...plates.filter((plate) => !isInForm(plate))]
  return sorted.length === 0 ? [normalisePlate(raw)] : sorted.slice(0, MAX_PLATES)
}

const isInForm = (plate: string): boolean => 'form' in checkPlate(plate)

/** Parted where no plate is lost by it. */
function apart(text: string): string[] {
  const parts = asMiddleDots(text).split(INSIDE)
  const found = parts.flatMap(platesOf).filter(isInForm).length
  return found > 0 && found >= platesOf(text).filter(isInForm).length ? parts : [text]
}

/** Plates of a form in what was read, whatever else the camera wrote with them, or else what was read. */
function platesOf(text: string): PlateNumber[] {
  const plate = normalisePlate(text)
  if (isInForm(plate)) return [plate]
  const within = platesWithin(plate)
  return within.length > 0 || COLOUR.test(plate) ? within : [plate]
}
