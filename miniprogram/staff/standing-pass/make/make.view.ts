import type { LoadFailure } from '../../../api/api-error'
import type { Gate, Input } from '../../../../contract'
import {
  checkStandingPlan,
  MAX_WHY_LENGTH,
  STANDING_FEES,
  type StandingFee,
} from '../../../domain/standing-pass/standing-pass'
import { MAX_PAPER_NAME, MAX_PAPERS } from '../../../domain/standing-pass/papers'
import {
  checkPeople,
  checkPerson,
  comesBy,
  noWayIn,
  type PersonForm,
} from '../../../domain/standing-pass/person'
import { readList, type ListFault } from '../../../domain/standing-pass/read-list'
import { latestLastDay, type TermRules } from '../../../domain/standing-pass/term'
import { addDays, formatMinute, type Day, type Weekday } from '../../../domain/values/days'
import { DOCUMENT_KINDS } from '../../../domain/values/documents'
import { formatPlate } from '../../../domain/values/plates'
import { hoursBetween } from '../../../domain/values/validity'
import { formatDay } from '../../../locales/days'
import { translate } from '../../../locales/errors'
import { visitWords } from '../../../locales/visit'
import {
  documentView,
  phoneView,
  type DocumentView,
  type PhoneView,
} from '../../../pages/booking/form/person.view'
import { standingWords as words } from '../../locales/standing'
import { mayRemove, papersErrors, type PapersState } from './papers.view'
import { listWords, rowErrors, type RowError } from '../../locales/standing-list'

type Plan = Input<'standing.apply'>['plan']
/** What of a standing pass is filled in: all of a new one, plan and more people of one that was sent back, papers alone. */
export type MakeMode = 'new' | 'change' | 'papers'

export interface MakeState extends PapersState {
  mode: MakeMode
  why: string
  firstDay: Day
  lastDay: Day
  weekdays: readonly Weekday[]
  allDay: boolean
  from: number
  until: number
  gates: Gate[]
  gateIds: readonly string[]
  fee: StandingFee
  units: readonly { unitId: string; name: string }[]
  unitIndex: number
  people: readonly PersonForm[]
  /** One of them as it is typed. */
  person: PersonForm
  personTried: boolean
  /** A list as it was pasted, and what is wrong with its rows. */
  listText: string
  faults: readonly ListFault[]
  listNote: string
  /** What was looked at, as the server counts it. */
  seen: number | null
  /** Counts the papers that were added: each begins with an empty place for its photo. */
  paperRound: number
  paperFault: string
  rules: TermRules
  failure: LoadFailure | null
  tried: boolean
  sending: 'no' | 'sending' | 'confirming'
  refused: string
}

const SEVEN = 7 * 60
const SEVEN_PM = 19 * 60
const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5]
const FROM_MONDAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0]
const USUAL_DAYS = 120
/** Until the office's rules are known, the server says what is too long. */
const NO_RULES: TermRules = { standingLimit: 'days', standingDays: 366, termEnds: [] }

export const BLANK_PERSON: PersonForm = {
  ...{ name: '', phoneKind: 'mainland', phone: '', documentKind: 'mainlandId', document: '', plate: '' },
}

/** The person with another kind of document, as the picker counts them. */
export const withDocumentKind = (person: PersonForm, index: number): PersonForm => ({
  ...person,
  documentKind: DOCUMENT_KINDS[index] ?? person.documentKind,
})

/** The person with a number of the mainland in place of one from abroad, or the other way round. */
export const withOtherPhoneKind = (person: PersonForm): PersonForm => ({
  ...person,
  phoneKind: person.phoneKind === 'mainland' ? 'international' : 'mainland',
})

export const initialMake = (today: Day): MakeState => ({
  ...{ mode: 'new', why: '', firstDay: today, lastDay: addDays(today, USUAL_DAYS), weekdays: WORKDAYS },
  ...{
    allDay: false,
    from: SEVEN,
    until: SEVEN_PM,
    gates: [],
    gateIds: [],
    fee: 'free',
    units: [],
    unitIndex: 0,
  },
  ...{ people: [], person: BLANK_PERSON, personTried: false, listText: '', faults: [], listNote: '' },
  ...{ papers: [], approvedPapers: null, seen: null },
  ...{ paperName: '', paperUntil: '', paperPhoto: null, paperRound: 0, photoSending: false },
  ...{ paperFault: '', rules: NO_RULES, failure: null, tried: false, sending: 'no', refused: '', today },
})

export interface MakeView {
  mode: MakeMode
  why: string
  maxWhy: number
  units: string[]
  unitIndex: number
  unit: string
  today: Day
  latest: Day
  firstDay: Day
  lastDay: Day
  first: string
  last: string
  weekdays: Array<{ day: Weekday; name: string; chosen: boolean }>
  allDay: boolean
  from: string
  until: string
  fromTime: string
  untilTime: string
  nextDay: boolean
  gates: Array<{ id: string; name: string; chosen: boolean }>
  fees: Array<{ fee: StandingFee; name: string; chosen: boolean }>
  peopleWords: string
  people: Array<{ at: number; name: string; known: string }>
  person: PersonForm
  documentKinds: string[]
  document: DocumentView
  phone: PhoneView
  personErrors: Readonly<Record<string, string>>
  listText: string
  listNote: string
  faults: RowError[]
  papers: Array<{ at: number; words: string; photo: boolean; mayRemove: boolean }>
  renewsPapers: boolean
  mayAddPaper: boolean
  paperName: string
  maxPaperName: number
  paperUntil: string
  paperUntilWords: string
  paperRounds: { round: number }[]
  paperFault: string
  fieldErrors: Readonly<Record<string, string>>
  failure: LoadFailure | null
  sending: boolean
  waitingWords: string
  refused: string
  action: string
}

const timeOf = (minutes: number): string => formatMinute(minutes % (24 * 60))

/** The plan as the server takes it. */
export function planOf(state: MakeState): Plan {
  const { why, firstDay, lastDay, weekdays, allDay, from, until, gateIds, fee } = state
  return {
    ...{ why, firstDay, lastDay, fee, gateIds: [...gateIds] },
    weekdays: weekdays.length === 7 ? [] : [...weekdays],
    hours: allDay ? null : hoursBetween(from, until),
  }
}

/** What is wrong, by field, in the server's words. */
export function makeFieldErrors(state: MakeState): Record<string, string> {
  const errors: Record<string, string> = {}
  if (state.mode === 'papers') {
    const [wrong] = papersErrors(state, state.papers)
    return wrong === undefined ? errors : { papers: translate(wrong.code, wrong.details) }
  }
  for (const { field, code, details } of [
    ...checkStandingPlan(planOf(state), state.today, state.rules, state.gates),
    ...noWayIn(
      state.people.map((each) => ({ ...comesBy(each), name: each.name })),
      state.gateIds,
      state.gates,
    ),
  ])
    errors[field] = translate(code, details)
  if (state.mode === 'new' && state.people.length === 0) errors.people = translate('STANDING_EMPTY', {})
  return errors
}

/** What is wrong with the person that is typed, by field; empty: they may be added. */
export function personErrors({ person, people, today }: MakeState): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { field, code, details } of checkPerson(person, today)) errors[field] = translate(code, details)
  if (Object.keys(errors).length > 0) return errors
  const [twice] = checkPeople([...people, person], today).filter(({ field }) =>
    field.startsWith(`people.${people.length}.`),
  )
  if (twice !== undefined) errors[twice.field.split('.')[2] ?? 'name'] = words.alreadyThere
  return errors
}

/** The list taken in: whoever is in order joins, what is wrong with the others stays to be mended. */
export function withList(state: MakeState): Partial<MakeState> {
  const { people, faults } = readList(state.listText, state.today, listWords)
  const all = [...state.people, ...people.map(({ person }) => person)]
  const twice = new Set(checkPeople(all, state.today).map(({ field }) => Number(field.split('.')[1])))
  const added = people.filter((_, index) => !twice.has(state.people.length + index))
  if (people.length === 0 && faults.length === 0) return { listNote: words.nothingRead, faults: [] }
  const broken = new Set(faults.map(({ row }) => row)).size + (people.length - added.length)
  return {
    people: [...state.people, ...added.map(({ person }) => person)],
    faults,
    listNote: words.read(added.length, broken),
    listText: broken === 0 ? '' : state.listText,
  }
}

/** An application for a standing pass, a change of it, or its papers (spec 4.4). */
export function makeView(state: MakeState): MakeView {
  const { mode, firstDay, lastDay, today, from, until, gates, gateIds, units, sending, people, papers } =
    state
  return {
    mode,
    why: state.why,
    maxWhy: MAX_WHY_LENGTH,
    units: units.map(({ name }) => name),
    unitIndex: state.unitIndex,
    unit: units[state.unitIndex]?.name ?? '',
    ...{ today, firstDay, lastDay, latest: latestLastDay(firstDay, state.rules) },
    first: formatDay(firstDay, today),
    last: formatDay(lastDay, today),
    weekdays: FROM_MONDAY.map((day) => ({
      day,
      name: words.weekdays[day] ?? '',
      chosen: state.weekdays.indexOf(day) >= 0,
    })),
    allDay: state.allDay,
    ...{
      from: formatMinute(from),
      until: formatMinute(until),
      fromTime: timeOf(from),
      untilTime: timeOf(until),
    },
    nextDay: !state.allDay && until <= from && until > 0,
    gates: gates.map(({ id, name }) => ({ id, name, chosen: gateIds.indexOf(id) >= 0 })),
    fees: STANDING_FEES.map((fee) => ({ fee, name: words.fees[fee], chosen: fee === state.fee })),
    peopleWords: people.length === 0 ? '' : words.people(people.length),
    people: people.map(({ name, document, plate, phone }, at) => ({
      ...{ at, name },
      known: [document, formatPlate(plate), phone].filter((each) => each !== '').join(' · '),
    })),
    person: state.person,
    documentKinds: DOCUMENT_KINDS.map((kind) => visitWords().documentKinds[kind]),
    document: documentView(state.person.documentKind, state.person.document),
    phone: phoneView(state.person),
    personErrors: state.personTried ? personErrors(state) : {},
    listText: state.listText,
    listNote: state.listNote,
    faults: rowErrors(state.faults),
    papers: papers.map((paper, at) => ({
      at,
      words: words.paperOf(paper.name, formatDay(paper.until, today)),
      photo: paper.photo !== null,
      mayRemove: mayRemove(state, paper),
    })),
    renewsPapers: state.approvedPapers !== null,
    // One of an approved pass takes the place of the one of its name.
    mayAddPaper: papers.length < MAX_PAPERS || state.approvedPapers !== null,
    paperName: state.paperName,
    maxPaperName: MAX_PAPER_NAME,
    paperUntil: state.paperUntil === '' ? today : state.paperUntil,
    paperUntilWords: state.paperUntil === '' ? '' : formatDay(state.paperUntil, today),
    paperRounds: [{ round: state.paperRound }],
    paperFault: state.paperFault,
    fieldErrors: state.tried ? makeFieldErrors(state) : {},
    failure: state.failure,
    sending: sending !== 'no',
    waitingWords: sending === 'confirming' ? words.confirming : words.sending,
    refused: state.refused,
    action: mode === 'papers' ? words.savePapers : words.send,
  }
}
