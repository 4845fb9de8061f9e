import { afterEach, describe, expect, it, test } from 'vitest'
import { GATE_REASONS } from '../../miniprogram/domain/gate/reasons'
import { refused } from '../../miniprogram/domain/gate/rules'
import { setLocale } from '../../miniprogram/locales/current'
import { gateSentence, reasonSentence } from '../../miniprogram/locales/gate'
import * as zh from '../../miniprogram/locales/zh/gate'

const TODAY = '2026-05-23'
const VISIT = { firstDay: '2026-05-25', lastDay: '2026-05-27' }
const WITHOUT_STEP = ['OK', 'NOT_INSIDE', 'OVERRIDE']

describe('the gate in English', () => {
  afterEach(() => setLocale(null))

  test.each(GATE_REASONS)('%s: a sentence of its own, a step where Chinese has one, no Chinese', (reason) => {
    setLocale('en')
    const said = gateSentence(refused(reason), 'in', VISIT, TODAY)
    expect(said.sentence).toMatch(/^[A-Z][^\u4e00-\u9fff]{5,}$/)
    expect(said.nextStep).toMatch(WITHOUT_STEP.includes(reason) ? /^$/ : /^[A-Z][^\u4e00-\u9fff]{5,}$/)
    expect(reasonSentence(reason)).toBe(said.sentence)
  })

  it('has one sentence per reason', () => {
    setLocale('en')
    expect(new Set(GATE_REASONS.map(reasonSentence)).size).toBe(GATE_REASONS.length)
  })

  it("speaks of a person's standing pass as one, whom no host expects", () => {
    const standing = { ...VISIT, kind: 'standing' }
    const said = { sentence: '长期通行已撤销', nextStep: '请联系申请单位' }
    expect(gateSentence(refused('REVOKED'), 'in', standing, TODAY)).toEqual(said)
    expect(gateSentence(refused('REVOKED'), 'in', VISIT, TODAY).sentence).toBe('预约已被取消审核')
    setLocale('en')
    expect(gateSentence(refused('REVOKED'), 'in', standing, TODAY).nextStep).toMatch(/unit that applied/)
  })

  it('tells the days, greets, and names the companions who stay outside', () => {
    setLocale('en')
    expect(gateSentence(refused('NOT_YET'), 'in', VISIT, TODAY).nextStep).toBe(
      'Booked days: 25–27 May, 3 days',
    )
    const allowed = { allowed: true, reason: 'OK', onFootOnly: true } as const
    expect(gateSentence(allowed, 'in', VISIT, TODAY)).toEqual({
      sentence: 'Booking valid, please come in',
      nextStep: "The vehicle can't pass this gate; please use a gate open to vehicles",
    })
    const companions = [
      { maskedName: 'Li**', documentEnd: '123X' },
      { maskedName: 'Wang**', documentEnd: '4567' },
    ]
    const group = { ...refused('COMPANION_REFUSED'), refusedCompanions: companions }
    expect(gateSentence(group, 'in', VISIT, TODAY).nextStep).toContain(
      'Li** (document ending 123X), Wang** (document ending 4567)',
    )
  })

  it('speaks Chinese to a phone in Chinese, and always at hardware', () => {
    expect(reasonSentence('REVOKED')).toBe('预约已被取消审核')
    setLocale('en')
    expect(zh.reasonSentence('REVOKED')).toBe('预约已被取消审核')
  })
})
