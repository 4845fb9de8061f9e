import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeviceMemory, type OfflinePassage } from '../../../local/gate-simulator/device-memory'

let dir: string
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'device-memory-'))
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

const file = () => path.join(dir, 'kept/devices.json')
const passage: OfflinePassage = {
  ...{
    eventId: 'event-of-a-lane-0001',
    direction: 'in',
    way: 'qr',
    at: 1,
    offset: 0,
    allowed: true,
    reason: 'OK',
  },
  ...{ visitId: 'v', plate: null, override: null, step: 7 },
}

describe('what gate hardware keeps through a power cut', () => {
  it('is its secret and the passages it still has to deliver', () => {
    const memory = new DeviceMemory(file())
    memory.keepSecret('west-in', 'secret')
    memory.keepWaiting('west-in', [passage])
    memory.keepSecret('west-in', 'renewed')
    const again = new DeviceMemory(file())
    expect([again.secretOf('west-in'), again.waitingOf('west-in')]).toEqual(['renewed', [passage]])
  })

  it('is nothing for a device that was never told a secret', () => {
    const memory = new DeviceMemory(file())
    expect([memory.secretOf('west-in'), memory.waitingOf('west-in')]).toEqual([null, []])
  })

  it('can be read by its owner alone', () => {
    new DeviceMemory(file()).keepSecret('west-in', 'secret')
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600)
  })
})
