import { randomBytes } from 'node:crypto'
import type { GateFact } from '../../cloudfunctions/stores/gate-facts'
import { NOW, TODAY } from '../domain/builders'

/** Puts facts of as many approved visits of today, as if they had been booked. */
export async function putMany(count: number): Promise<void> {
  const { inTransaction } = await import('../../cloudfunctions/platform/database')
  for (let done = 0; done < count; done += 500)
    await inTransaction(async (tx) => {
      for (let each = done; each < Math.min(done + 500, count); each++) await tx.write('gateFacts', factOf())
    })
}

function factOf(): GateFact {
  const visitId = randomBytes(12).toString('base64url')
  const _id = `visit:${visitId}`
  return {
    _id,
    seq: `${String(NOW - 3_600_000).padStart(14, '0')}:${_id}`,
    sortKey: `${TODAY}:${_id}`,
    until: TODAY,
    identity: null,
    visit: {
      ...{ visitId, state: 'approved', firstDay: TODAY, lastDay: TODAY, purposeClass: 'official' },
      ...{ headCount: 1, shortCodeTry: 0, plate: null, gateIds: null, number: null, holderKey: null },
      ...{ documentHash: visitId, phoneHash: visitId },
    },
  }
}
