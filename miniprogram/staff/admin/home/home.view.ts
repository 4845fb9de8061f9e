import type { LoadFailure } from '../../../api/api-error'
import { emptyList, hasMore, type PagedList } from '../../../api/paged-list'
import { isTroubled, type DeviceRow } from '../devices/words'
import { adminHomeWords } from '../../../locales/zh/pages/admin-home'
import { recordListWords } from '../../locales/record-lists'

/** First pages of what waits; undefined until loaded. */
export interface OfficeState {
  requests: PagedList<unknown> | null
  waiting: PagedList<{ mine: boolean }> | null
  activities: PagedList<unknown>
  standing: PagedList<unknown>
  /** Phone reports are being taken. */
  emergency: boolean
  /** Closures of gates, now or to come. */
  controls: number
  /** First pages of gate hardware and of passages decided offline that the server would have refused. */
  devices: PagedList<DeviceRow>
  conflicts: PagedList<{ at: number }>
  failure: LoadFailure | null
  loading: boolean
  /** Epoch milliseconds. */
  now: number
}

export type OfficeTarget =
  | 'requests'
  | 'accounts'
  | 'blacklist'
  | 'traffic'
  | 'devices'
  | 'conflicts'
  | 'emergency'
  | 'presence'
  | 'activities'
  | 'standing'
  | 'recordLists'
  | 'walkInQuotas'

export interface OfficeView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  rows: Array<{
    target: OfficeTarget
    icon: string
    title: string
    note: string
    count: string
    urgent: boolean
  }>
}

export const initialOffice = (): OfficeState => ({
  requests: null,
  waiting: null,
  activities: emptyList(),
  standing: emptyList(),
  emergency: false,
  controls: 0,
  devices: emptyList(),
  conflicts: emptyList(),
  failure: null,
  loading: true,
  now: 0,
})

/** What the office does on the phone, with how much of it waits. */
export function officeView(state: OfficeState): OfficeView {
  const { requests, waiting, failure, loading } = state
  const ready = requests !== null && waiting !== null
  return {
    stage: ready ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    waiting: loading,
    rows: ready ? rowsOf(requests, waiting, state) : [],
  }
}

function rowsOf(
  requests: PagedList<unknown>,
  waiting: PagedList<{ mine: boolean }>,
  { activities, standing, emergency, controls, devices, conflicts, now }: OfficeState,
): OfficeView['rows'] {
  const asked = countOf(requests.rows.length, hasMore(requests))
  const others = waiting.rows.filter((row) => !row.mine).length
  const answers = countOf(others, hasMore(waiting))
  const own = waiting.rows.length - others
  return [
    {
      target: 'requests',
      icon: 'user-add',
      title: adminHomeWords.accountRequest,
      note: asked === '' ? adminHomeWords.note : adminHomeWords.rowsOfNote,
      count: asked,
      urgent: asked !== '',
    },
    {
      target: 'blacklist',
      icon: 'user-clear',
      title: adminHomeWords.blacklist,
      note:
        answers !== ''
          ? adminHomeWords.waitsForYou
          : own > 0
            ? adminHomeWords.waitsForColleague(own)
            : adminHomeWords.peopleAndVehicles,
      count: answers,
      urgent: answers !== '',
    },
    {
      target: 'accounts',
      icon: 'usergroup',
      title: adminHomeWords.accounts,
      note: adminHomeWords.accountActions,
      count: '',
      urgent: false,
    },
    applicationsRow('activities', activities),
    {
      target: 'walkInQuotas',
      icon: 'qrcode',
      title: adminHomeWords.walkIns,
      note: adminHomeWords.walkInsNote,
      count: '',
      urgent: false,
    },
    applicationsRow('standing', standing),
    {
      target: 'traffic',
      icon: 'traffic',
      title: adminHomeWords.trafficControl,
      note: controls > 0 ? adminHomeWords.controlsActive(controls) : adminHomeWords.controlNote,
      count: '',
      urgent: controls > 0,
    },
    devicesRow(devices, now),
    conflictsRow(conflicts, now),
    {
      target: 'emergency',
      icon: 'call',
      title: adminHomeWords.emergencySwitch,
      note: emergency ? adminHomeWords.emergencyOn : adminHomeWords.emergencyOff,
      count: '',
      urgent: emergency,
    },
    {
      target: 'presence',
      icon: 'usergroup',
      title: adminHomeWords.presence,
      note: adminHomeWords.presenceNote,
      count: '',
      urgent: false,
    },
    {
      target: 'recordLists',
      icon: 'history',
      title: adminHomeWords.recordLists,
      note: Object.values(recordListWords.lists)
        .map(({ tab }) => tab)
        .join(recordListWords.listComma),
      count: '',
      urgent: false,
    },
  ]
}

const countOf = (count: number, more: boolean): string => (count === 0 ? '' : `${count}${more ? '+' : ''}`)

type OfficeRow = OfficeView['rows'][number]

const APPLICATIONS = {
  activities: {
    icon: 'calendar',
    title: adminHomeWords.activities,
    note: adminHomeWords.activitiesNote,
  },
  standing: {
    icon: 'calendar-time',
    title: adminHomeWords.standing,
    note: adminHomeWords.standingNote,
  },
} as const

/** What units apply for, with how many of them the office has to answer. */
function applicationsRow(target: keyof typeof APPLICATIONS, waiting: PagedList<unknown>): OfficeRow {
  const { icon, title, note } = APPLICATIONS[target]
  const count = countOf(waiting.rows.length, hasMore(waiting))
  const urgent = count !== ''
  return { target, icon, title, note: urgent ? adminHomeWords.waitsForAnswer : note, count, urgent }
}

function devicesRow(devices: PagedList<DeviceRow>, now: number): OfficeRow {
  const used = devices.rows.filter(({ active }) => active)
  const troubled = used.filter((device) => isTroubled(device, now)).length
  const count = countOf(troubled, false)
  const inUse = countOf(used.length, hasMore(devices))
  return {
    target: 'devices',
    icon: 'gate',
    title: adminHomeWords.devicesRowTitle,
    note:
      count !== ''
        ? adminHomeWords.devicesRowNote(count)
        : inUse !== ''
          ? adminHomeWords.devicesInUse(inUse)
          : adminHomeWords.devicesNote,
    count,
    urgent: count !== '',
  }
}

/** Older ones have been looked at or never will be. */
const RECENT_MS = 7 * 24 * 3_600_000

function conflictsRow(conflicts: PagedList<{ at: number }>, now: number): OfficeRow {
  const recent = conflicts.rows.filter(({ at }) => now - at < RECENT_MS).length
  const count = countOf(recent, recent === conflicts.rows.length && hasMore(conflicts))
  return {
    target: 'conflicts',
    icon: 'wifi-off',
    title: adminHomeWords.conflictsRowTitle,
    note: count !== '' ? adminHomeWords.conflictsRowNote(count) : adminHomeWords.nothingToCheck,
    count,
    urgent: count !== '',
  }
}
