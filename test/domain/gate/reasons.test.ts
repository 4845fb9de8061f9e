import { describe, expect, it, test } from 'vitest'
import { withOverride } from '../../../miniprogram/domain/gate/override'
import {
  decisionOf,
  GATE_REASONS,
  isCompared,
  mayOverride,
  REASONS,
  type GateDecision,
  type GateReason,
} from '../../../miniprogram/domain/gate/reasons'
import { refused } from '../../../miniprogram/domain/gate/rules'
import { adviceSentence, gateSentence, reasonSentence } from '../../../miniprogram/locales/zh/gate'
import { refusalOf, TODAY } from '../builders'

/** What a device does with a refusal, and whether a guard may override it (spec 5.1). */
const TABLE: Readonly<Record<GateReason, [GateDecision, overridden: boolean]>> = {
  OK: ['deny', true],
  OVERRIDE: ['deny', true],
  NOT_INSIDE: ['deny', true],
  NOT_FOUND: ['deny', true],
  PENDING: ['deny', true],
  RETURNED: ['deny', true],
  REVOKED: ['deny', true],
  CANCELLED: ['deny', true],
  NOT_YET: ['deny', true],
  OUTSIDE_HOURS: ['deny', true],
  NO_ENTRIES_LEFT: ['deny', true],
  PAPERS_EXPIRED: ['hold', true],
  EXPIRED: ['deny', true],
  WRONG_GATE: ['deny', true],
  ENTRY_ONLY: ['deny', true],
  EXIT_ONLY: ['deny', true],
  TRAFFIC_CONTROL: ['deny', true],
  BAD_SIGNATURE: ['deny', true],
  STALE_CODE: ['deny', true],
  BLACKLIST: ['deny', false],
  REPLAYED: ['deny', false],
  LOW_CONFIDENCE: ['hold', true],
  ALREADY_INSIDE: ['hold', true],
  FEE_DUE: ['hold', true],
  NO_VEHICLE: ['hold', true],
  COMPANION_REFUSED: ['hold', true],
  GUARD_ONLY: ['hold', true],
  CODE_USED: ['deny', true],
  OTHER_PHONE: ['deny', true],
}

describe('the table of reasons', () => {
  test.each(GATE_REASONS)('%s', (reason) => {
    const [decision, overridden] = TABLE[reason]
    expect(decisionOf(false, reason)).toBe(decision)
    expect(mayOverride(reason)).toBe(overridden)
    expect(isCompared(false, reason)).toBe(decision === 'hold')
    expect(isCompared(true, reason)).toBe(true)
    expect(reasonSentence(reason)).toMatch(/[\u4e00-\u9fff]{4,}/)
    expect(adviceSentence(reason)).toMatch(/[\u4e00-\u9fff]{8,}/)
    const { nextStep } = gateSentence(refused(reason), 'in', null, TODAY)
    expect(nextStep === '').toBe(REASONS[reason].decision === 'allow')
  })

  it('a reason of a newer server is left to that server', () => {
    expect([mayOverride('TOMORROW'), adviceSentence('TOMORROW')]).toEqual([true, adviceSentence('OK')])
    expect([mayOverride('toString'), reasonSentence('toString')]).toEqual([true, null])
  })
})

describe('an override', () => {
  test.each(GATE_REASONS)('of %s', (reason) => {
    const [, overridden] = TABLE[reason]
    const attempt = () => withOverride(refused(reason), '单位来电确认')
    if (overridden) expect(attempt()).toMatchObject({ allowed: true, reason: 'OVERRIDE', hint: reason })
    else expect(refusalOf(attempt)?.code).toBe('OVERRIDE_REFUSED')
  })

  it('needs a reason, and none where nothing is refused', () => {
    expect(refusalOf(() => withOverride(refused('NOT_YET'), ' '))?.code).toBe('OVERRIDE_REASON_REQUIRED')
    const passed = { allowed: true, reason: 'OK' as const, onFootOnly: false }
    expect(withOverride(passed, '多余')).toBe(passed)
    expect(withOverride(refused('NOT_YET'), undefined)).toEqual(refused('NOT_YET'))
  })

  it('covers nobody who must stay outside: they are named with it', () => {
    const answer = withOverride(
      { ...refused('NOT_YET'), refusedCompanions: [{ maskedName: '张**', documentEnd: '123X' }] },
      '单位来电确认',
    )
    expect(gateSentence(answer, 'in', null, TODAY)).toEqual({
      sentence: '门岗放行',
      nextStep: '请随行的张**（证件尾号123X）留在门外',
    })
    const refusedFirst = {
      ...refused('REVOKED'),
      refusedCompanions: [{ maskedName: '张**', documentEnd: '123X' }],
    }
    expect(gateSentence(refusedFirst, 'in', null, TODAY).nextStep).toMatch(
      /；请随行的张\*\*（证件尾号123X）留在门外$/,
    )
  })
})
