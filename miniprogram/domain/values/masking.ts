import { firstCharacter } from './text'

/** How people and things are shown to others (spec 9): enough to recognise, too little to use. */

/** '张**', 'J**': the first character; the stars don't tell how long the name is. */
export function maskName(name: string): string {
  return name === '' ? '' : `${firstCharacter(name)}**`
}

/** '450***********1234'. Shorter numbers keep less, so that most of any number stays hidden: 'E*****678'. */
export function maskDocument(document: string): string {
  if (document.length >= 15) return keepEnds(document, 3, 4)
  return document.length >= 8 ? keepEnds(document, 1, 3) : keepEnds(document, 1, 0)
}

/** '138****8000', '+852****5678': the last four, and of the beginning what leaves at least four hidden. */
export function maskPhone(phone: string): string {
  const beginning = phone.startsWith('+') ? 4 : 3
  return keepEnds(phone, Math.min(beginning, Math.max(0, phone.length - 8)), phone.length >= 8 ? 4 : 0)
}

/** '桂C·***45'. For eyes that have no business with the car; approvers and guards see the whole plate. */
export function maskPlate(plate: string): string {
  if (plate.length < 6) return keepEnds(plate, 1, 0)
  return `${plate.slice(0, 2)}·${keepEnds(plate.slice(2), 0, 2)}`
}

function keepEnds(text: string, first: number, last: number): string {
  const hidden = Math.max(0, text.length - first - last)
  return text.slice(0, first) + '*'.repeat(hidden) + (last > 0 ? text.slice(-last) : '')
}
