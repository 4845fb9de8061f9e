import { checkPlate, normalisePlate, PROVINCES, type PlateNumber } from '../values/plates'
import { canonical, dropBlanks } from '../values/text'

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

/** Characters that cameras write between the plates of one car. */
const BETWEEN = /[|,;/、\r\n\t]+/
/** Some cameras write the colour before the plate; 黑 alone is a province too. */
const COLOUR = new RegExp(`^(?:蓝|黄绿|渐变绿|黄|绿|白|黑)色?(?=[${PROVINCES.join('')}使0-9])`)
/** A car of Guangdong, Hong Kong and Macau carries three at most. */
const MAX_PLATES = 3

/** The plates that a camera read on one car, or the one that a guard typed, each in its one spelling; those in form first. */
export function platesRead(raw: string): PlateNumber[] {
  const read = canonical(raw)
    .split(BETWEEN)
    .map((part) => normalisePlate(normalisePlate(part).replace(COLOUR, '')))
  const plates = read.filter((plate, index) => plate !== '' && read.indexOf(plate) === index)
  const inForm = (plate: PlateNumber): boolean => 'form' in checkPlate(plate)
  const sorted = [...plates.filter(inForm), ...plates.filter((plate) => !inForm(plate))]
  return sorted.length === 0 ? [normalisePlate(raw)] : sorted.slice(0, MAX_PLATES)
}
