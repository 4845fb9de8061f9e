import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from 'vitest'
import { answer, chooseDirection, openScanner, scanPhoneOf, standAtGate } from './gate'
import { handAt } from './hand'
import { GUARD, openJourney, type Journey } from './journey'
import { addPhone, button, castMember, offStage } from './people'

let journey: Journey
const GATE = 'yucai-west'
const stranger = castMember('visitor-zhou')
const office = castMember('office-qin')

beforeAll(async () => {
  journey = await openJourney('walk-in')
  await offStage(journey, office.openid, 'walkIn.saveQuota', {
    gateId: GATE,
    quota: { open: true, fromHour: 0, untilHour: 24, perHour: 20, perDay: 200 },
  })
}, 180_000)
afterAll(() => journey?.close())
beforeEach(() => onTestFailed(() => journey.album.failed()))

it('a stranger at the gate without a booking scans the guard’s code and walks in: nine taps, the tick, two typed lines', async () => {
  await standAtGate(journey)
  await journey.top(GUARD).getByText('临时来访码').click()
  await journey.top(GUARD).getByText('这个小时还剩20个名额').waitFor()
  await journey.album.phone(GUARD, 'code')

  // Whoever scans it with WeChat never had the program: the code opens its form.
  const number = await addPhone(journey, stranger.id)
  const { did, page, tap, tick, press, onSheet, typeLine } = handAt(journey, number)
  await tap(journey.screen(number).getByRole('button', { name: '更多' }))
  await tap(journey.screen(number).getByRole('button', { name: '微信扫一扫' }))
  await tap(journey.screen(number).locator(`.wx-layer-scan [data-phone="${GUARD}"]`))
  await page().getByText('育才西门 · 临时来访').waitFor()
  await typeLine('姓名', stranger.name)
  await typeLine('证件号码', stranger.prepared!.document)
  await press('用微信手机号')
  await onSheet('同意')
  await page().getByText('已验证').waitFor()
  await tick()
  await journey.album.phone(number, 'form')
  await press('提交')
  await page().locator('.pass__code img').waitFor()
  await journey.album.phone(number, 'pass')
  expect(did.typed).toEqual(['姓名', '证件号码'])
  expect(did.taps).toBeLessThanOrEqual(9)

  await button(journey, GUARD, '返回').click()
  await chooseDirection(journey, '进')
  await openScanner(journey)
  await scanPhoneOf(journey, stranger.name)
  const green = await answer(journey)
  expect(green).toMatchObject({ tone: 'pass', colour: 'green' })
  await journey.album.phone(GUARD, 'let-in')

  // What stands in the records: approved by nobody, for this gate and one entry, and one place less.
  const { rows } = await offStage(journey, stranger.openid, 'visit.list', { list: 'approved', cursor: null })
  expect(rows).toHaveLength(1)
  const visit = await offStage(journey, stranger.openid, 'visit.get', { visitId: rows[0]!.id })
  expect(visit.gates.map(({ id }) => id)).toEqual([GATE])
  expect(visit.passages).toMatchObject([{ direction: 'in', reason: 'OK', way: 'qr' }])
  expect(visit.history.map(({ byName }) => byName)).toEqual([stranger.name, ''])
  const quotas = await offStage(journey, office.openid, 'walkIn.quotas', {})
  expect(quotas.rows.filter(({ today }) => today > 0)).toMatchObject([{ gateId: GATE, today: 1 }])
  expect(journey.errors).toEqual([])
}, 120_000)
