import { expect, test } from 'vitest'
import { isInVehicle } from '../../../miniprogram/domain/gate/facts'

test.each([
  ['a gate with a way for walkers', true, true, false, false],
  ['a gate with a way for walkers, asked to ride', true, true, true, true],
  ['a gate for vehicles only', false, true, false, true],
  ['a gate for vehicles only, without a vehicle on the booking', false, false, false, false],
])('%s: who rides', (_, pedestrian, hasVehicle, asked, rides) => {
  const gate = { pedestrian, vehicleBarrier: true, privateVehicles: 'both' as const }
  expect(isInVehicle(asked, gate, hasVehicle)).toBe(rides)
})
