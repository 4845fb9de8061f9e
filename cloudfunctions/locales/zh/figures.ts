import type { ApplicationFigures } from '../../../miniprogram/domain/campus/applications'
import { DECISION_LIMITS, type Decisions } from '../../../miniprogram/domain/campus/decisions'
import type { GateFigures, UnitFigures } from '../../../miniprogram/domain/campus/figures'
import type { PurposeId } from '../../../miniprogram/domain/visit/purposes'
import type { Day } from '../../../miniprogram/domain/values/days'
import { figureWords } from '../../../miniprogram/locales/zh/figures'
import { reasonSentence } from '../../../miniprogram/locales/zh/gate'

interface Figures {
  purposes: readonly { id: PurposeId; name: string }[]
  units: readonly (Required<UnitFigures> & { name: string })[]
  gates: readonly (Omit<GateFigures, 'hours'> & { name: string })[]
  notices: { settled: number; reachedNobody: number } | null
}

/** The figures as lines of a spreadsheet: each part with its definition above it. */
export function figuresCsv(
  { purposes, units, gates, notices }: Figures,
  { firstDay, lastDay }: { firstDay: Day; lastDay: Day },
): (string | number)[][] {
  return [
    [figureWords.title, firstDay, lastDay],
    [],
    headOf('purposes'),
    [columns.unit, ...purposes.map(({ name }) => name)],
    ...units.map(({ name, purposes: counts }) => [name, ...purposes.map(({ id }) => counts[id] ?? 0)]),
    [],
    headOf('decision'),
    [columns.unit, columns.decided, columns.returned, ...TIMES],
    ...units.map((unit) => [unit.name, unit.decided, unit.returned, ...timesOf(unit)]),
    [],
    headOf('standing'),
    [columns.unit, ...ANSWERED, columns.withdrawn, columns.held, columns.unconfirmedEnds],
    ...units.map(({ name, standing: of }) => [
      ...[name, ...answersOf(of), of.withdrawn, of.held, of.unconfirmed],
    ]),
    [],
    headOf('standingTime'),
    [columns.unit, ...TIMES],
    ...units.map(({ name, standing }) => [name, ...timesOf(standing)]),
    [],
    headOf('activity'),
    [columns.unit, ...ANSWERED, columns.cancelled],
    ...units.map(({ name, activity }) => [name, ...answersOf(activity), activity.withdrawn]),
    [],
    headOf('activityTime'),
    [columns.unit, ...TIMES],
    ...units.map(({ name, activity }) => [name, ...timesOf(activity)]),
    [],
    headOf('unconfirmed'),
    [columns.unit, columns.official, columns.unconfirmed],
    ...units.map(({ name, official, unconfirmed }) => [name, official, unconfirmed]),
    [],
    headOf('waiting'),
    [columns.gate, columns.entries, columns.waited, columns.averageMinutes],
    ...gates.map(({ name, entries, waited, waitMs }) => [
      name,
      entries,
      waited,
      averageMinutes(waitMs, waited),
    ]),
    [],
    headOf('refused'),
    [columns.gate, columns.reason, columns.count],
    ...gates.flatMap(({ name, refused }) =>
      Object.entries(refused).map(([reason, count]) => [name, reasonSentence(reason) ?? reason, count]),
    ),
    [],
    headOf('notices'),
    [columns.settled, columns.reachedNobody],
    [notices?.settled ?? 0, notices?.reachedNobody ?? 0],
  ]
}

const { columns } = figureWords

const headOf = (part: keyof typeof figureWords.definitions): string[] => [
  `${figureWords.names[part]}：${figureWords.definitions[part]}`,
]
const TIMES = [columns.averageMinutes, ...DECISION_LIMITS.map(columns.within), columns.later]
const ANSWERED = [columns.asked, columns.approved, columns.refused]

const timesOf = ({ decided, decisionMs, decisionRanges }: Decisions): number[] => [
  averageMinutes(decisionMs, decided),
  ...decisionRanges,
]

const answersOf = ({ asked, decided, returned }: ApplicationFigures): number[] => [
  asked,
  decided - returned,
  returned,
]

const averageMinutes = (ms: number, count: number): number =>
  count === 0 ? 0 : Math.round(ms / count / 6000) / 10
