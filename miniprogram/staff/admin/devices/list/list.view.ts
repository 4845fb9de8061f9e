import type { LoadFailure } from '../../../../api/api-error'
import type { Output } from '../../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../../api/paged-list'
import type { Fact } from '../../../../components/fact-list/fact-list'
import { QUIET_SKEW_MS } from '../../../../domain/gate/clock-skew'
import { healthOf } from '../../../../domain/gate/health'
import { skewWords } from '../../../../locales/zh/clock'
import { formatMoment } from '../../../../locales/days'
import { listEnd, type ListEnd } from '../../../components/list-end/list-end.view'
import { HEALTH, KINDS, LANES, secretRows, type DeviceRow, type SecretRow } from '../words'
import { adminDevicesListWords } from '../../../../locales/zh/pages/admin-devices-list'

export interface DevicesState {
  list: PagedList<DeviceRow>
  /** The device that is being changed, or whose change was refused; empty: none. */
  about: string
  waiting: boolean
  refused: string
  /** The secret that has just been made; null: none. */
  made: Output<'device.save'> | null
  now: number
}

export const initialDevices = (): DevicesState => ({
  list: emptyList(),
  about: '',
  waiting: false,
  refused: '',
  made: null,
  now: 0,
})

interface DeviceCard {
  id: string
  name: string
  /** Gate, lane and kind. */
  place: string
  state: string
  icon: string
  tone: string
  facts: Fact[]
  /** What somebody has to see to; empty: nothing. */
  troubles: Array<{ words: string }>
  off: boolean
  busy: boolean
  refused: string
}

export interface DevicesView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: DeviceCard[]
  failure: LoadFailure | null
  loading: boolean
  waiting: boolean
  end: ListEnd
  secret: { visible: boolean; name: string; rows: SecretRow[] }
}

/** Gate hardware as the office sees it: which works, which needs somebody to go and look. */
export function devicesView(state: DevicesState): DevicesView {
  const { list, waiting, made } = state
  return {
    stage: listStage(list),
    cards: list.rows.map((row) => cardOf(row, state)),
    failure: list.failure,
    loading: list.loading,
    waiting,
    end: listEnd(list),
    secret: {
      visible: made !== null,
      name: list.rows.find(({ id }) => id === made?.deviceId)?.name ?? '',
      rows: made === null ? [] : secretRows(made),
    },
  }
}

function cardOf(row: DeviceRow, { about, waiting, refused, now }: DevicesState): DeviceCard {
  const health = healthOf(row, now)
  const { words, icon, tone } = HEALTH[health]
  return {
    id: row.id,
    name: row.name,
    place: [row.gateName, LANES[row.direction], KINDS[row.kind]].join(' · '),
    state: words,
    icon,
    tone,
    facts: factsOf(row, now),
    troubles: health === 'off' ? [] : troublesOf(row).map((words) => ({ words })),
    off: !row.active,
    busy: waiting && about === row.id,
    refused: about === row.id ? refused : '',
  }
}

function factsOf({ seenAt, knowsUpTo, unsigned, mayOverride }: DeviceRow, now: number): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words })
  return [
    fact(
      adminDevicesListWords.factsOfLabel,
      seenAt === null ? adminDevicesListWords.factsOf : formatMoment(seenAt, now),
    ),
    ...(knowsUpTo === null ? [] : [fact(adminDevicesListWords.knowsUpTo, formatMoment(knowsUpTo, now))]),
    ...(unsigned ? [fact(adminDevicesListWords.connection, adminDevicesListWords.unsigned)] : []),
    ...(mayOverride ? [fact(adminDevicesListWords.permission, adminDevicesListWords.mayOverride)] : []),
  ]
}

function troublesOf({ faults, clockOffset }: DeviceRow): string[] {
  const clock =
    clockOffset === null || Math.abs(clockOffset) < QUIET_SKEW_MS
      ? []
      : [adminDevicesListWords.clock(skewWords(-clockOffset))]
  return [...new Set([...faults, ...clock])]
}
