import type { Output } from '../../../contract'
import { checkOnList } from '../../domain/activity/guest'
import { MAX_PEOPLE_A_CALL } from '../../domain/standing-pass/standing-pass'
import type { PersonForm } from '../../domain/standing-pass/person'
import { readList } from '../../domain/standing-pass/read-list'
import type { Day } from '../../domain/values/days'
import { activityWords } from './activities'
import { standingWords } from './standing'
import { faultLines, listWords, type FaultLine } from './standing-list'

/** A list of guests as its organiser checks it before it is sent, on the phone and on the console alike (spec 4.2). */

type Reply = Output<'activity.addGuests'>

/** Somebody on the list with the row, as the spreadsheet counts. */
export interface GuestOnList {
  row: number
  person: PersonForm
}

export interface CheckedList {
  people: GuestOnList[]
  faults: FaultLine[]
  /** How many rows can't be taken in as they are. */
  broken: number
}

/** What of a list can be taken in, and what is wrong with the rest. */
export function checkGuestList(
  text: string,
  plan: Parameters<typeof checkOnList>[0],
  today: Day,
): CheckedList {
  const { people, faults } = readList(text, today, listWords, checkOnList(plan))
  return { people, faults: faultLines(faults), broken: new Set(faults.map(({ row }) => row)).size }
}

/** As many as one call takes, in their order. */
export const piecesOf = (people: readonly GuestOnList[]): GuestOnList[][] =>
  Array.from({ length: Math.ceil(people.length / MAX_PEOPLE_A_CALL) }, (_, piece) =>
    people.slice(piece * MAX_PEOPLE_A_CALL, (piece + 1) * MAX_PEOPLE_A_CALL),
  )

/** Who couldn't be taken in, by row, and why. */
export const refusedGuests = (piece: readonly GuestOnList[], refused: Reply['refused']): FaultLine[] =>
  refused.map(({ index, code, unitName }) => {
    const guest = piece[index]
    const why = activityWords.list.refused[code]
    return {
      at: guest?.row ?? index,
      place: listPlace(guest),
      sentence: typeof why === 'string' ? why : why(unitName),
    }
  })

const listPlace = (guest: GuestOnList | undefined): string =>
  guest === undefined ? '' : `${standingWords.row(guest.row)} ${guest.person.name}`
