import type { Output } from '../../../contract'
import { standingWords } from '../../../miniprogram/staff/locales/standing'
import {
  personStateWord,
  standingOf,
  type StandingPerson,
  type StandingRow,
} from '../../../miniprogram/staff/locales/standing-state'
import { standingPassesWords as words } from '../../locales/zh/standing-passes'
import type { Page } from '../../list/read-page'
import { stamp } from '../../sheet/stamp'

/** Somebody on a standing pass, as the file of a unit's list has them (spec 4.4). */
export interface PersonOnFile {
  pass: StandingRow
  person: StandingPerson
}

interface Calls {
  passes: (cursor: string | null) => Promise<Page<StandingRow>>
  /** Notes on the audit trail that the list of this pass is given out. */
  note: (passId: string) => Promise<Output<'standing.export'>>
  people: (passId: string, cursor: string | null) => Promise<Page<StandingPerson>>
}

/** Everybody on every pass of a list, a piece a call: of each pass it is noted before its people are read. */
export function peopleOfPasses({ passes, note, people }: Calls): () => Promise<Page<PersonOnFile>> {
  let waiting: StandingRow[] = []
  let [nextPasses, nextPeople]: [string | null, string | null] = [null, null]
  let begun = false
  return async () => {
    if (waiting.length === 0 && (!begun || nextPasses !== null)) {
      const page = await passes(nextPasses)
      ;[begun, waiting, nextPasses] = [true, page.rows, page.next]
    }
    const pass = waiting[0]
    const rows: PersonOnFile[] = []
    if (pass !== undefined) {
      if (nextPeople === null) await note(pass.id)
      const page = await people(pass.id, nextPeople)
      rows.push(...page.rows.map((person) => ({ pass, person })))
      nextPeople = page.next
      if (nextPeople === null) waiting = waiting.slice(1)
    }
    return { rows, next: waiting.length > 0 || nextPasses !== null ? 'more' : null }
  }
}

/** Headings of the file, and what stands beneath them; numbers as far as the program shows them. */
export const PEOPLE_HEADINGS: readonly string[] = words.columns
export const personCells = ({ pass, person }: PersonOnFile): string[] => [
  ...[pass.why, pass.unitName, standingOf(pass).state, pass.firstDay, pass.lastDay],
  ...[person.name, person.document, person.phoneTail, person.plate ?? '', personStateWord(person)],
  person.cameAt === null ? standingWords.notCame : stamp(person.cameAt),
]
