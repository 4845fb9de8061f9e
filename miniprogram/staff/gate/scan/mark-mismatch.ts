import type { Output } from '../../../../contract'
import { ask } from '../../../api/ask'
import { asApiError } from '../../../api/api-error'
import { call } from '../../../api/call'
import type { IdempotencyKey } from '../../../api/idempotency-key'
import { formatPlate } from '../../../domain/values/plates'
import { gateScanWords } from '../../../locales/zh/pages/gate-scan'

type Recent = Output<'gate.recent'>['rows'][number]

/** Asks whether who passed came for something else, and marks it; says by itself how it went. */
export async function markMismatch(gateId: string, row: Recent, key: IdempotencyKey): Promise<void> {
  const { confirm } = await ask({
    title: gateScanWords.onRecentTitle,
    content: gateScanWords.onRecentContent(row.plate === null ? row.name : formatPlate(row.plate)),
    confirmText: gateScanWords.onRecentConfirmText,
  })
  if (!confirm) return
  try {
    await call('gate.markPurposeMismatch', { gateId, passageId: row.id }, { idempotencyKey: key })
    void wx.showToast({ title: gateScanWords.mismatchMarked, icon: 'none' })
  } catch (thrown) {
    void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
  }
}
