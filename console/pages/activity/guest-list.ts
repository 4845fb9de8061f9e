import type { Output } from '../../../contract'
import { checkOnList } from '../../../miniprogram/domain/activity/guest'
import { MAX_PEOPLE_A_CALL } from '../../../miniprogram/domain/standing-pass/standing-pass'
import type { PersonForm } from '../../../miniprogram/domain/standing-pass/person'
import { readList } from '../../../miniprogram/domain/standing-pass/read-list'
import type { Day } from '../../../miniprogram/domain/values/days'
import { standingWords } from '../../../miniprogram/staff/locales/standing'
import { listWords, rowErrors, type RowError } from '../../../miniprogram/staff/locales/standing-list'
import { activitiesWords } from '../../locales/zh/activities'

/** A list of guests as its organiser checks it before it is sent (spec 4.2). */

type Reply = Output<'activity.addGuests'>

/** Somebody on the list with the row, as the spreadsheet counts. */
export interface GuestOnList {
  row: number
  person: PersonForm
}

export interface CheckedList {
  people: GuestOnList[]
  faults: RowError[]
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
  return { people, faults: rowErrors(faults), broken: new Set(faults.map(({ row }) => row)).size }
}

/** As many as one call takes, in their order. */
export const piecesOf = (people: readonly GuestOnList[]): GuestOnList[][] =>
  Array.from({ length: Math.ceil(people.length / MAX_PEOPLE_A_CALL) }, (_, piece) =>
    people.slice(piece * MAX_PEOPLE_A_CALL, (piece + 1) * MAX_PEOPLE_A_CALL),
  )

/** Who couldn't be taken in, by row, and why. */
export const refusedGuests = (piece: readonly GuestOnList[], refused: Reply['refused']): RowError[] =>
  refused.map(({ index, code, unitName }) => {
    const guest = piece[index]
    const why = activitiesWords.import.refused[code]
    return {
      at: guest?.row ?? index,
      place: listPlace(guest),
      sentence: typeof why === 'string' ? why : why(unitName),
    }
  })

const listPlace = (guest: GuestOnList | undefined): string =>
  guest === undefined ? '' : `${standingWords.row(guest.row)} ${guest.person.name}`
