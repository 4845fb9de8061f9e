import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keptPasses, savePass } from '../../../miniprogram/device-storage/issued-pass'
import { encodeStatement, type PassStatement } from '../../../miniprogram/domain/pass/statement'
import { concatBytes, toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { addDays } from '../../../miniprogram/domain/values/days'
import { PhoneStorage } from '../../functions/phone-storage'
import { GATES, NOW, rowOf, TODAY } from './builders'

beforeEach(() => void vi.stubGlobal('wx', new PhoneStorage().functions))
afterEach(() => {
  vi.unstubAllGlobals()
})

async function keep(id: string, limits: Partial<PassStatement> = {}): Promise<void> {
  const days = { firstDay: TODAY, lastDay: TODAY }
  const statement = encodeStatement({
    ...{ keyId: 7, visitId: toBase64Url(new Uint8Array(12)), ...days, purposeClass: 'private', headCount: 1 },
    ...{ hasVehicle: false, limited: false, holderKey: new Uint8Array(32), ...limits },
  })
  const signed = toBase64Url(concatBytes(statement, new Uint8Array(64)))
  const shown = {
    shortCode: 'ABCD2345',
    headCount: 1,
    gates: GATES,
    controls: [],
    delivery: [],
    ways: [],
    directions: 'd1.card',
    now: NOW,
  }
  const visit = rowOf({ id, state: 'approved', ...days })
  await savePass({ ...shown, statement: signed, visit, purposeClass: 'private' }, limits.firstDay ?? TODAY)
}
const idsOn = async (day: string) => (await keptPasses(day)).map(({ id }) => id)

test('without a network a pass is found on its days, one of a night also on the date on which it ends', async () => {
  await keep('day')
  await keep('night', { hours: { from: 22 * 60, until: 6 * 60 } })
  const tomorrow = addDays(TODAY, 1)
  expect(await Promise.all([addDays(TODAY, -1), TODAY, tomorrow, addDays(TODAY, 2)].map(idsOn))).toEqual([
    [],
    ['day', 'night'],
    ['night'],
    [],
  ])
})
