import type { Me, Output } from '../../../contract'
import { traitsOf, type Action } from '../../actions'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import type { LoadPage } from '../../api/paged-list'
import type { Fact } from '../../components/fact-list/fact-list'
import { HINDRANCES, type Hindered } from '../../domain/account/erasure'
import { dayOf } from '../../domain/values/days'
import { formatPlate } from '../../domain/values/plates'
import { formatMoment } from '../../locales/days'
import { passageWords } from '../../locales/zh/passages'
import { reasonSentence } from '../../locales/gate'
import { recordListWords, type RecordListName } from '../locales/record-lists'

/** A record as it is shown: nothing can be done with it here. `notice` empty: it needs no one's eye. */
export interface RecordCard {
  id: string
  title: string
  moment: string
  notice: string
  facts: Fact[]
}

interface RecordList<Row extends { id: string }> {
  /** Who may ask for this sees the list. */
  action: Action
  load: LoadPage<Row>
  card: (row: Row, now: number) => RecordCard
}

const recordList = <Row extends { id: string }>(list: RecordList<Row>): RecordList<Row> => list

const fact = (label: string, words: string): Fact => ({ label, words })

type Erasure = Output<'data.requests'>['rows'][number]
const erasures = (state: 'open' | 'done') =>
  recordList({
    action: 'data.requests',
    load: (cursor) => call('data.requests', { state, cursor }),
    card: ({ id, askedAt, dueAt, doneAt, erased, hindered }: Erasure, now) => ({
      id,
      title: recordListWords.asked(formatMoment(askedAt, now)),
      moment: '',
      notice: keptWords(hindered),
      facts: [
        doneAt === null
          ? fact(recordListWords.due, formatMoment(dueAt, now))
          : fact(recordListWords.done, formatMoment(doneAt, now)),
        fact(recordListWords.erased, recordListWords.bookings(erased)),
      ],
    }),
  })

const keptWords = (hindered: Hindered): string =>
  HINDRANCES.filter((each) => hindered[each] > 0)
    .map((each) => recordListWords.hindrances[each](hindered[each]))
    .join(recordListWords.comma)

/**
 * Lists that are only looked at: a row here and its words in staff/locales/record-lists.ts are all of one. Who may call
 * its action finds it as a tab, in this order.
 */
const RECORD_LISTS = {
  refused: recordList({
    action: 'record.passages',
    load: (cursor) => {
      const today = dayOf(serverNow())
      const filter = { firstDay: today, lastDay: today, campusId: null, gateId: null, reason: null }
      return call('record.passages', { filter: { ...filter, decision: 'refused' }, cursor })
    },
    card: ({ id, name, plate, at, gateName, direction, way, reason }, now) => ({
      id,
      title:
        [name, plate === null ? '' : formatPlate(plate)].filter(Boolean).join(' ') || recordListWords.unknown,
      moment: formatMoment(at, now),
      notice: reasonSentence(reason) ?? reason,
      facts: [
        fact(recordListWords.gate, gateName),
        fact(
          recordListWords.passage,
          recordListWords.by(passageWords.directions[direction], passageWords.ways[way]),
        ),
      ],
    }),
  }),
  tries: recordList({
    action: 'gate.wrongTries',
    load: (cursor) => call('gate.wrongTries', { cursor }),
    card: ({ id, kind, byName, gateName, hour, count }, now) => ({
      id,
      title: byName === '' ? recordListWords.unknownTrier : byName,
      moment: recordListWords.withinAnHour(formatMoment(hour, now)),
      notice: recordListWords.tries[kind](count),
      facts: gateName === '' ? [] : [fact(recordListWords.gate, gateName)],
    }),
  }),
  rejected: recordList({
    action: 'notice.rejected',
    load: (cursor) => call('notice.rejected', { cursor }),
    card: ({ id, use, at, people }, now) => ({
      id,
      title: recordListWords.uses[use],
      moment: formatMoment(at, now),
      notice: recordListWords.notSent(people),
      facts: [fact(recordListWords.toDo, recordListWords.checkTemplate)],
    }),
  }),
  erasing: erasures('open'),
  erased: erasures('done'),
} satisfies Record<RecordListName, unknown>

/** A row of any of the lists: each is only read by its own list. */
export type RecordRow = Readonly<{ id: string }>

/** The list that a name stands for, of rows that only itself reads. */
export const recordListOf = (name: RecordListName): RecordList<RecordRow> =>
  RECORD_LISTS[name] as unknown as RecordList<RecordRow>

/** The lists that somebody may see. */
export function listsOf({ desk, office }: Pick<Me, 'desk' | 'office'>): RecordListName[] {
  const roles = [...(desk === null ? [] : ['desk']), ...(office === null ? [] : ['office'])]
  return (Object.keys(RECORD_LISTS) as RecordListName[]).filter((name) =>
    traitsOf(RECORD_LISTS[name].action).roles.some((role) => roles.includes(role)),
  )
}
