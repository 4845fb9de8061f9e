import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import type { Fact } from '../../../components/fact-list/fact-list'
import { formatMoment } from '../../../locales/days'
import { adviceSentence, reasonSentence } from '../../../locales/gate'
import { formatPlate } from '../../../domain/values/plates'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { adminConflictsWords } from '../../../locales/zh/pages/admin-conflicts'

export type ConflictRow = Output<'gate.conflicts'>['rows'][number]

type Burst = Output<'gate.wrongTries'>['rows'][number]

export interface ConflictsState {
  /** Bursts of refused tries; none while they load or can't be read. */
  bursts: readonly Burst[]
  list: PagedList<ConflictRow>
  now: number
}

export const initialConflicts = (): ConflictsState => ({ bursts: [], list: emptyList(), now: 0 })

export interface ConflictsView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  bursts: Array<{ id: string; words: string; moment: string }>
  cards: Array<{
    id: string
    who: string
    passed: string
    why: string
    grave: boolean
    advice: string
    facts: Fact[]
  }>
  failure: LoadFailure | null
  waiting: boolean
  end: ListEnd
}

/** Passages that were decided without a network and that the server would have refused (spec 5.1). */
export function conflictsView({ bursts, list, now }: ConflictsState): ConflictsView {
  return {
    stage: listStage(list),
    bursts: bursts.map(({ id, kind, gateName, byName, hour, count }) => ({
      id,
      words: adminConflictsWords.burst(
        [gateName, byName].filter((part) => part !== '').join(' · ') || adminConflictsWords.unknownTrier,
        adminConflictsWords.tries[kind],
        count,
      ),
      moment: formatMoment(hour, now),
    })),
    cards: list.rows.map((row) => ({
      id: row.id,
      who: whoOf(row),
      passed: adminConflictsWords.happened(row.direction, row.allowed),
      why: reasonSentence(row.conflict) ?? adminConflictsWords.why(row.conflict),
      grave: row.conflict === 'BLACKLIST',
      advice: adviceSentence(row.conflict),
      facts: factsOf(row, now),
    })),
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
  }
}

const whoOf = ({ name, plate }: ConflictRow): string =>
  [name, plate === null ? '' : formatPlate(plate)].filter((part) => part !== '').join(' · ') ||
  adminConflictsWords.whoOf

const WAYS = {
  qr: adminConflictsWords.qr,
  shortCode: adminConflictsWords.shortCode,
  emergencyNumber: adminConflictsWords.emergencyNumber,
  plate: adminConflictsWords.plate,
  document: adminConflictsWords.document,
  face: adminConflictsWords.face,
} as const

function factsOf(row: ConflictRow, now: number): Fact[] {
  const { at, gateName, way, allowed, reason, byName, deliveredAt } = row
  const fact = (label: string, words: string): Fact => ({ label, words })
  return [
    fact(adminConflictsWords.factsOfLabel, adminConflictsWords.factsOf(formatMoment(at, now), gateName)),
    fact(adminConflictsWords.by(allowed), byName === '' ? adminConflictsWords.nameless : byName),
    fact(
      adminConflictsWords.grounds,
      adminConflictsWords.wayAndGrounds(
        WAYS[way],
        !allowed
          ? adminConflictsWords.turnedBack
          : reason === 'OVERRIDE'
            ? adminConflictsWords.guardDecided
            : adminConflictsWords.offlineListAllowed,
      ),
    ),
    fact(adminConflictsWords.uploadedLater, formatMoment(deliveredAt, now)),
  ]
}
