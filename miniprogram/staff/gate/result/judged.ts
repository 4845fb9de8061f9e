import type { Doubt } from '../../../domain/gate/decide'
import type { GateReason } from '../../../domain/gate/reasons'
import { gateResultWords } from '../../../locales/zh/pages/gate-result'

/** What is recorded when the guard has judged what the rules couldn't say. */
export const JUDGED: Readonly<Record<Doubt, { override: string; refused: GateReason }>> = {
  clock: { override: gateResultWords.clockOverride, refused: 'STALE_CODE' },
  snapshotExpired: { override: gateResultWords.snapshotExpiredOverride, refused: 'NOT_FOUND' },
  holderUnknown: { override: gateResultWords.holderUnknownOverride, refused: 'OTHER_PHONE' },
  entriesUnknown: { override: gateResultWords.entriesUnknownOverride, refused: 'NO_ENTRIES_LEFT' },
  gatesUnknown: { override: gateResultWords.gatesUnknownOverride, refused: 'WRONG_GATE' },
}
