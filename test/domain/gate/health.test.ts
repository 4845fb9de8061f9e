import { expect, test } from 'vitest'
import { healthOf } from '../../../miniprogram/domain/gate/health'
import { NOW } from '../builders'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const FAULTS = ['镜头被遮挡']
const WELL = { active: true, seenAt: NOW - 10_000, faults: [], unsigned: false }

test.each<[string, Partial<Parameters<typeof healthOf>[0]>, string]>([
  ['heard within three minutes: well', { seenAt: NOW - 3 * MINUTE }, 'well'],
  ['longer ago: silent', { seenAt: NOW - 3 * MINUTE - 1 }, 'silent'],
  ['one that can’t sign has no heartbeat: a day', { unsigned: true, seenAt: NOW - DAY }, 'well'],
  ['then it is silent, too', { unsigned: true, seenAt: NOW - DAY - 1 }, 'silent'],
  ['with faults of its own', { faults: FAULTS }, 'faulty'],
  ['silent is worse: its faults may be old', { faults: FAULTS, seenAt: NOW - HOUR }, 'silent'],
  ['never heard', { seenAt: null }, 'new'],
  ['taken out of use', { active: false, faults: FAULTS }, 'off'],
])('%s', (_, changes, health) => expect(healthOf({ ...WELL, ...changes }, NOW)).toBe(health))
