import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../miniprogram/domain/values/days'
import { handAt } from './hand'
import { openJourney, VISITOR, type Journey } from './journey'
import { castMember, giveTo, offStage, staffId } from './people'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('taps')
})
afterAll(() => journey?.close())

const lin = castMember('visitor-lin')
const zhou = castMember('visitor-zhou')
const wei = castMember('approver-wei')
const HOST = '覃海燕'
const UNIT = '计算机学院'

const submitted = async () => {
  await journey.top(VISITOR).getByText('提交成功').waitFor()
  await journey.top(VISITOR).locator('.done').getByRole('button', { name: '返回首页' }).click()
}

describe('how many taps it takes', () => {
  it('the first booking on foot: eight and the tick of the privacy guide, with three typed lines', async () => {
    const { did, page: visitor, tap, tick, press, onSheet, type, typeLine } = handAt(journey, VISITOR)
    await press('预约来访')
    await press('选择被访人')
    await type('被访人', visitor().locator('input'), HOST)
    await press(`${HOST}，${UNIT}`)
    await tap(visitor().getByRole('radio').filter({ hasText: '因公来访' }))
    await typeLine('姓名', lin.name)
    await typeLine('证件号码', lin.prepared!.document)
    await press('用微信手机号')
    await onSheet('同意')
    await visitor().getByText('已验证').waitFor()
    await tick()
    await press('提交预约')
    await onSheet('允许')
    await submitted()
    expect(did.typed).toEqual(['被访人', '姓名', '证件号码'])
    expect(did.taps).toBeLessThanOrEqual(8)
    expect(did.ticks).toBe(1)
  })

  it('the same visit again: three, with nothing typed and nothing ticked', async () => {
    const { rows } = await offStage(journey, lin.openid, 'visit.list', { list: 'pending', cursor: null })
    const [visit] = rows
    await offStage(journey, lin.openid, 'visit.cancel', { visitId: visit!.id })
    await giveTo(journey, VISITOR, zhou.id)
    await giveTo(journey, VISITOR, lin.id)

    const { did, page: visitor, tap, press, onSheet } = handAt(journey, VISITOR)
    await tap(visitor().locator('nav-row').getByText('再次预约', { exact: true }))
    await visitor().getByText(HOST).waitFor()
    await press('提交预约')
    await onSheet('允许')
    await submitted()
    expect(did).toEqual({ taps: expect.any(Number), ticks: 0, typed: [] })
    expect(did.taps).toBeLessThanOrEqual(3)
  })

  it('an invitation by link: four and the tick, with two typed lines', async () => {
    const day = dayOf(Date.now())
    const { invitationId } = await offStage(journey, wei.openid, 'invitation.link', {
      ...{ hostId: staffId(HOST, 'computing'), purpose: 'official', firstDay: day, lastDay: day, vip: false },
    })
    await giveTo(journey, VISITOR, zhou.id)
    const url = `guest/invitation/invitation?id=${invitationId}`
    await journey.frame(VISITOR).evaluate((url) => window.phone.launch({ url, scene: 1007 }), url)

    const { did, page: visitor, tick, press, onSheet, typeLine } = handAt(journey, VISITOR)
    await visitor().getByText('韦建国邀请您来访').waitFor()
    await press('用微信手机号填写')
    await onSheet('同意')
    await visitor().getByText('已验证').waitFor()
    await typeLine('姓名', zhou.name)
    await typeLine('证件号码', zhou.prepared!.document)
    await tick()
    await press('提交预约')
    await onSheet('允许')
    await submitted()
    expect(did.typed).toEqual(['姓名', '证件号码'])
    expect(did.taps).toBeLessThanOrEqual(4)
    expect(did.ticks).toBe(1)
    expect(journey.errors).toEqual([])
  })
})
