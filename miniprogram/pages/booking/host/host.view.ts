import type { LoadFailure } from '../../../api/api-error'
import type { HostRow } from '../../../../contract'
import type { UnitName } from '../../../config/routes'
import { isChinese } from '../../../domain/values/names'
import { collapseBlanks } from '../../../domain/values/text'
import { bookingFormWords } from '../../../locales/booking-form'

export interface HostSearchState {
  text: string
  /** Among whose people is searched; null: everybody. */
  unit: UnitName | null
  /** What the rows answer; null before the first answer. */
  answer: { text: string; rows: HostRow[] } | null
  loading: boolean
  failure: LoadFailure | null
}

export interface HostSearchView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof bookingFormWords>['searchLabels']
  stage: 'hint' | 'loading' | 'failed' | 'none' | 'rows'
  failure: LoadFailure | null
  text: string
  rows: Array<{ hostId: string; name: string; unitName: string; words: string; at: number }>
  /** A line above the rows; empty: none. */
  note: string
  /** Name of the unit that is searched alone; empty: all are. */
  within: string
  withinWords: string
  /** What an empty answer says. */
  noneWords: string
}

/** The server answers at most this many (spec 2, Host). */
const MAX_ROWS = 10

/** What is sent for `typed`; null while there is too little: 1 Chinese character or 2 of pinyin (spec 2, Host). */
export function searchText(typed: string): string | null {
  const text = collapseBlanks(typed)
  const chinese = Array.from(text).some((character) => isChinese(character.codePointAt(0) ?? 0))
  return chinese || text.replace(/[^a-zA-Z]/g, '').length >= 2 ? text : null
}

export function hostSearchView({ text, unit, answer, loading, failure }: HostSearchState): HostSearchView {
  const rows = answer === null ? [] : answer.rows
  const words = bookingFormWords()
  return {
    words: words.searchLabels,
    stage: stageOf({ text, unit, answer, loading, failure }),
    failure,
    text: answer === null ? text : answer.text,
    rows: rows.map(({ hostId, name, unitName }, index) => ({
      hostId,
      name,
      unitName,
      words: `${name}${bookingFormWords().listComma}${unitName}`,
      at: index,
    })),
    note: noteOn(rows),
    within: unit === null ? '' : unit.name,
    withinWords: unit === null ? '' : words.search.within(unit.name),
    noneWords: words.search.none(answer === null ? text : answer.text),
  }
}

function stageOf({ text, answer, loading, failure }: HostSearchState): HostSearchView['stage'] {
  if (searchText(text) === null) return 'hint'
  if (failure !== null) return 'failed'
  if (answer === null) return 'loading'
  if (answer.rows.length > 0) return 'rows'
  return loading ? 'loading' : 'none'
}

/** Same names in several units are the trap of this page; a cut list is the other. */
function noteOn(rows: HostRow[]): string {
  const words = bookingFormWords().search
  if (rows.length >= MAX_ROWS) return words.cut(MAX_ROWS)
  const names = new Set(rows.map((row) => row.name))
  return names.size < rows.length ? words.sameNames : ''
}
