import type { Output } from '../../../contract'
import { DECISION_LIMITS, type Decisions } from '../../../miniprogram/domain/campus/decisions'
import type { Day } from '../../../miniprogram/domain/values/days'
import { formatDate } from '../../../miniprogram/locales/days'
import { reasonSentence } from '../../../miniprogram/locales/gate'
import { figureWords } from '../../../miniprogram/locales/zh/figures'
import type { Figure } from '../../chart/option'
import { figuresPageWords } from '../../locales/zh/figures'

type Figures = Output<'figures.read'>

/** One part of the figures: what it counts, and its table. */
export interface FigureTable {
  title: string
  definition: string
  columns: string[]
  /** So many columns in front hold names, the others numbers. */
  texts: number
  rows: { id: string; cells: (string | number)[] }[]
}

const minutes = (ms: number, count: number): string =>
  count === 0 ? figuresPageWords.nothing : (ms / count / 60_000).toFixed(1)

const { columns: heads } = figureWords
const TIMES = [heads.averageMinutes, ...DECISION_LIMITS.map(heads.within), heads.later]
const ANSWERED = [heads.asked, heads.approved, heads.refused]

const timesOf = ({ decided, decisionMs, decisionRanges }: Decisions) => [
  minutes(decisionMs, decided),
  ...decisionRanges,
]

type Applications = Figures['units'][number]['standing']

const answersOf = ({ asked, decided, returned }: Applications): number[] => [
  asked,
  decided - returned,
  returned,
]

/** What units applied for, and how long the answers took; a unit that applied for nothing has no row. */
function applicationTables(units: Figures['units']): FigureTable[] {
  const { names, definitions: is } = figureWords
  const table = (
    title: string,
    definition: string,
    columns: readonly string[],
    kind: 'standing' | 'activity',
    cells: (of: Applications) => (string | number)[],
  ): FigureTable => ({
    ...{ title, definition, texts: 1, columns: [heads.unit, ...columns] },
    rows: units.flatMap(({ id, name, [kind]: of }) =>
      isCounted(of) ? [{ id, cells: [name, ...cells(of)] }] : [],
    ),
  })
  const ends = [heads.withdrawn, heads.held, heads.unconfirmedEnds]
  return [
    table(names.standing, is.standing, [...ANSWERED, ...ends], 'standing', (of) => [
      ...[...answersOf(of), of.withdrawn, of.held, of.unconfirmed],
    ]),
    table(names.standingTime, is.standingTime, TIMES, 'standing', timesOf),
    table(names.activity, is.activity, [...ANSWERED, heads.cancelled], 'activity', (of) => [
      ...[...answersOf(of), of.withdrawn],
    ]),
    table(names.activityTime, is.activityTime, TIMES, 'activity', timesOf),
  ]
}

const isCounted = ({ asked, decided, withdrawn, held, unconfirmed }: Applications): boolean =>
  asked + decided + withdrawn + held + unconfirmed > 0

/** The figures part by part, each with its definition (spec 10). */
export function figureTables({ purposes, units, gates }: Figures): FigureTable[] {
  const { names, definitions: is, columns } = figureWords
  return [
    {
      ...{ title: names.purposes, definition: is.purposes, texts: 1 },
      columns: [columns.unit, ...purposes.map(({ name }) => name)],
      rows: units.map(({ id, name, purposes: counts }) => ({
        ...{ id, cells: [name, ...purposes.map((each) => counts[each.id] ?? 0)] },
      })),
    },
    {
      ...{ title: names.decision, definition: is.decision, texts: 1 },
      columns: [...[columns.unit, columns.decided, columns.returned, ...TIMES]],
      rows: units.map((unit) => ({
        ...{ id: unit.id, cells: [unit.name, unit.decided, unit.returned, ...timesOf(unit)] },
      })),
    },
    ...applicationTables(units),
    {
      ...{ title: names.unconfirmed, definition: is.unconfirmed, texts: 1 },
      columns: [columns.unit, columns.official, columns.unconfirmed],
      rows: units.map(({ id, name, official, unconfirmed }) => ({
        ...{ id, cells: [name, official, figuresPageWords.share(unconfirmed, official)] },
      })),
    },
    {
      ...{ title: names.waiting, definition: is.waiting, texts: 1 },
      columns: [columns.gate, columns.entries, columns.waited, columns.averageMinutes],
      rows: gates.map(({ id, name, entries, waited, waitMs }) => ({
        ...{ id, cells: [name, entries, waited, minutes(waitMs, waited)] },
      })),
    },
    {
      ...{ title: names.refused, definition: is.refused, texts: 2 },
      columns: [columns.gate, columns.reason, columns.count],
      rows: gates.flatMap(({ id, name, refused }) =>
        Object.entries(refused).map(([reason, count]) => ({
          ...{ id: `${id}:${reason}`, cells: [name, reasonSentence(reason) ?? reason, count] },
        })),
      ),
    },
  ].filter(({ rows }) => rows.length > 0)
}

/** Bookings and entries over the days of a period, as lines. */
export function dayFigure(days: Figures['days']): Figure {
  const words = figuresPageWords
  const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0)
  const [bookings, entries] = [days.map((each) => each.bookings), days.map((each) => each.entries)]
  return {
    kind: 'lines',
    summary: words.daysOf(days.length, sum(bookings), sum(entries)),
    names: days.map(({ day }) => formatDate(day)),
    series: [
      { name: words.bookings, colour: '--green-3', values: bookings },
      { name: words.entries, colour: '--green-7', values: entries },
    ],
  }
}

/** What became of the notices of a period; those of today are counted in the night. */
export function noticeLines(
  notices: Figures['notices'],
  { firstDay, lastDay }: { firstDay: Day; lastDay: Day },
  today: Day,
): string[] {
  const words = figuresPageWords
  const counted =
    notices === null || firstDay >= today ? [] : [words.noticesLine(notices.settled, notices.reachedNobody)]
  return lastDay < today ? counted : [...counted, words.noticesLater]
}
