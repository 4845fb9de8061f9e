import { describe, expect, it, test } from 'vitest'
import {
  checkSetupCode,
  setupVariable,
  type SetupCodeCheck,
} from '../../../cloudfunctions/platform/setup-code'
import { NO_TRIES, trySetup, type SetupTries } from '../../../miniprogram/domain/account/setup'
import { NOW } from '../builders'

const KEY = Buffer.alloc(32, 7)
const UNTIL = NOW + 1000
const VARIABLE = setupVariable('AB12-CD34-EF50', UNTIL, KEY)
const later = setupVariable('AB12-CD34-EF50', UNTIL + 1, KEY)

test.each<[string, string, number, SetupCodeCheck]>([
  ['AB12-CD34-EF50', VARIABLE, NOW, 'right'],
  ['ab12cd34 efSO'.replace('S', '5'), VARIABLE, NOW, 'right'],
  ['ABl2-CD34-EF5o', VARIABLE, UNTIL - 1, 'right'],
  ['AB12—CD34–EF50', VARIABLE, NOW, 'right'],
  ['ＡＢ１２－ＣＤ３４　ＥＦ５０', VARIABLE, NOW, 'right'],
  ['ab12·cd34\u200b.ef50', VARIABLE, NOW, 'right'],
  ['AB12-CD34-EF50', VARIABLE, UNTIL, 'late'],
  ['AB12-CD34-EF51', VARIABLE, NOW, 'wrong'],
  ['', VARIABLE, NOW, 'wrong'],
  ['AB12-CD34-EF50', '', NOW, 'wrong'],
  ['', '', NOW, 'wrong'],
  ['AB12-CD34-EF50', String(UNTIL), NOW, 'wrong'],
  // an end moved on by hand opens nothing
  ['AB12-CD34-EF50', `${UNTIL + 1}:${VARIABLE.split(':')[1] ?? ''}`, NOW, 'wrong'],
  ['AB12-CD34-EF50', later, NOW, 'right'],
])('%s with %s at %i is %s', (typed, variable, now, check) => {
  expect(checkSetupCode(typed, variable, now, KEY)).toBe(check)
})

describe('tries', () => {
  const HOUR = 3_600_000
  const tryOnce = (tries: SetupTries, openid: string, code: SetupCodeCheck, now = NOW) =>
    trySetup(tries, { openid, code, now })
  const wrongly = (times: number, who: (at: number) => string): SetupTries =>
    Array.from({ length: times }).reduce<SetupTries>(
      (tries, _, at) => tryOnce(tries, who(at), 'wrong').after,
      NO_TRIES,
    )

  it('five wrong ones an hour: then not even the right code opens, and an hour later it does', () => {
    const tries = wrongly(5, () => 'guesser')
    for (const code of ['right', 'late', 'wrong'] as const)
      expect(tryOnce(tries, 'guesser', code)).toEqual({ outcome: 'wait', triesLeft: 0, after: tries })
    expect(tryOnce(tries, 'office', 'right').outcome).toBe('done')
    expect(tryOnce(tries, 'guesser', 'right', NOW + HOUR).outcome).toBe('done')
  })

  it('says how many are left', () => {
    expect(
      [0, 1, 4].map(
        (times) =>
          tryOnce(
            wrongly(times, () => 'a'),
            'a',
            'wrong',
          ).triesLeft,
      ),
    ).toEqual([4, 3, 0])
  })

  it('a hundred wrong ones of many people end the code for everybody', () => {
    const tries = wrongly(100, (at) => `guesser-${Math.floor(at / 5)}`)
    expect(tryOnce(tries, 'office', 'right')).toEqual({ outcome: 'closed', triesLeft: 0, after: tries })
    expect(
      tryOnce(
        wrongly(99, (at) => `guesser-${at}`),
        'office',
        'right',
      ).outcome,
    ).toBe('done')
  })

  it('opens once, and tells those who have the code only', () => {
    const { after } = tryOnce(NO_TRIES, 'office', 'right')
    expect(tryOnce(after, 'thief', 'right').outcome).toBe('used')
    expect(tryOnce(after, 'thief', 'late').outcome).toBe('used')
    expect(tryOnce(after, 'thief', 'wrong').outcome).toBe('wrong')
    expect(tryOnce(NO_TRIES, 'office', 'late')).toMatchObject({ outcome: 'late', after: NO_TRIES })
  })

  it('keeps nobody who tried longer ago than this hour', () => {
    const { after } = tryOnce(
      wrongly(9, (at) => `g${at}`),
      'late',
      'wrong',
      NOW + HOUR,
    )
    expect(after.people.map(({ openid }) => openid)).toEqual(['late'])
    expect(after.wrong).toBe(10)
  })
})
