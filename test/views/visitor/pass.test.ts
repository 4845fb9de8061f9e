import nacl from 'tweetnacl'
import { describe, expect, test } from 'vitest'
import { ApiError } from '../../../miniprogram/api/api-error'
import { concatBytes, toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import { checkPassCode, STEP_MS } from '../../../miniprogram/domain/pass/pass'
import { encodeStatement, type PassStatement } from '../../../miniprogram/domain/pass/statement'
import { codePicture, liveCode } from '../../../miniprogram/pages/pass/live-code'
import { passView, stepLeft, type PassState } from '../../../miniprogram/pages/pass/pass.view'
import { GATES, NOW, rowOf, TODAY } from './builders'

const pass = (changes = {}) => ({
  statement: 'AAAA',
  shortCode: 'ABCD2345',
  now: NOW,
  visit: rowOf({ state: 'approved', ...changes }),
  headCount: 3,
  gates: GATES,
  controls: [],
  delivery: [],
  purposeClass: 'private' as const,
  ways: ['qr', 'shortCode', 'plate'],
  directions: 'd1.card',
})
const STATEMENT: PassStatement = {
  keyId: 7,
  visitId: toBase64Url(new Uint8Array(12).fill(9)),
  firstDay: TODAY,
  lastDay: TODAY,
  purposeClass: 'private',
  headCount: 3,
  hasVehicle: true,
  limited: false,
  holderKey: new Uint8Array(32),
}
const TOMORROW = addDays(TODAY, 1)
const view = (changes: Partial<PassState> = {}) =>
  passView({
    pass: pass(),
    picture: 'data:image/gif;base64,x',
    refusal: null,
    loading: false,
    now: NOW,
    ...changes,
  })

describe('the pass', () => {
  test.each([
    ['on foot', { firstDay: TODAY, lastDay: TODAY }, NOW, /^5月23日 周六，从.+入校$/],
    [
      'by car',
      { firstDay: TODAY, lastDay: TODAY, plate: '桂C12345' },
      NOW,
      /^5月23日 周六，从育才西门、雁山东门、雁山西门（仅可进入）入校，车牌桂C·12345$/,
    ],
    ['over', { firstDay: '2026-05-20', lastDay: '2026-05-21' }, NOW, /^$/],
  ])('tells the driver when and where, and nothing that opens a gate: %s', (_what, visit, now, title) => {
    const { shareTitle, shortCode } = view({ pass: pass(visit), now })
    expect(shareTitle).toMatch(title)
    if (shortCode !== '') expect(shareTitle.replace(/\s/g, '')).not.toContain(shortCode.replace(/\s/g, ''))
  })

  test('valid today: code, short code, days, heads', () => {
    const shown = view()
    expect(shown).toMatchObject({
      stage: 'ready',
      validity: 'good',
      shortCode: 'ABCD 2345',
      offline: false,
    })
    expect(shown.facts).toContainEqual({ label: '人数', words: '3人（含随行2人）' })
  })

  test.each([
    ['waiting', { firstDay: '2026-05-24' }, '5月24日 周日起可入校'],
    ['over', { firstDay: '2026-05-20', lastDay: '2026-05-22' }, '预约的日期已过'],
  ])('%s', (validity, days, validityWords) => {
    expect(view({ pass: pass(days) })).toMatchObject({ validity, validityWords })
  })

  const NIGHT = { hours: { from: 22 * 60, until: 6 * 60 } }
  const at = (day: string, hour: number) => startOfDay(day) + hour * 3_600_000
  const HOURS = '现在不在可入校的时段'
  test.each<[string, object, number, string, string]>([
    ['at ten in the evening', NIGHT, at(TODAY, 22), 'good', '今日可入校'],
    ['after midnight', NIGHT, at(TOMORROW, 3), 'good', '今日可入校'],
    ['in the morning, when the night is over', NIGHT, at(TOMORROW, 6), 'over', '预约的日期已过'],
    ['by day, before the night', NIGHT, at(TODAY, 21), 'waiting', HOURS],
    [
      'on a day of the week that it isn’t for',
      { weekdays: [1, 2, 3, 4, 5] },
      at(TODAY, 12),
      'waiting',
      HOURS,
    ],
    [
      'when its papers have expired',
      { papersUntil: addDays(TODAY, -1) },
      at(TODAY, 12),
      'waiting',
      '登记的证照已过期，暂不能入校',
    ],
    ['when they are in date', { papersUntil: TODAY }, at(TODAY, 12), 'good', '今日可入校'],
  ])('says what the gate will say: %s', (_, limits, now, validity, validityWords) => {
    const signed = concatBytes(encodeStatement({ ...STATEMENT, ...limits }), new Uint8Array(64))
    const days = { firstDay: TODAY, lastDay: TODAY }
    const shown = view({ pass: { ...pass(days), statement: toBase64Url(signed) }, now })
    expect(shown).toMatchObject({ validity, validityWords })
    // Whoever is inside leaves by it at any hour.
    expect(shown.picture !== '').toBe(validity !== 'over')
  })

  test('of a walk-in that was used says so, and is shown for leaving', () => {
    const signed = concatBytes(encodeStatement({ ...STATEMENT, entries: 1 }), new Uint8Array(64))
    const shownAs = (entriesMade: number) =>
      view({
        pass: { ...pass({ right: { entries: 1, entriesMade } }), statement: toBase64Url(signed) },
      })
    expect(shownAs(0)).toMatchObject({ validity: 'good', validityWords: '今日可入校' })
    expect(shownAs(1)).toMatchObject({ validity: 'waiting', validityWords: '入校次数已用完，离校时仍可出示' })
    expect(shownAs(1).picture).not.toBe('')
  })

  test('names the hours and days of the week that it is for', () => {
    const limits = { hours: { from: 7 * 60, until: 19 * 60 }, weekdays: [1, 2, 3, 4, 5] as const }
    const signed = concatBytes(encodeStatement({ ...STATEMENT, ...limits }), new Uint8Array(64))
    const { facts } = view({ pass: { ...pass(), statement: toBase64Url(signed) } })
    expect(facts.find(({ label }) => label === '入校时间')?.words).toBe('工作日 07:00–19:00')
    expect(view().facts.map(({ label }) => label)).not.toContain('入校时间')
  })

  test('a pass of past days shows no code any more', () => {
    const over = view({ pass: pass({ firstDay: '2026-05-20', lastDay: '2026-05-22' }) })
    expect([over.picture, over.shortCode]).toEqual(['', ''])
  })

  test('without network a kept pass is as good; without a kept one there is 重试', () => {
    const refusal = new ApiError('NETWORK')
    expect(view({ refusal })).toMatchObject({ stage: 'ready', offline: true, shortCode: 'ABCD 2345' })
    expect(view({ refusal, pass: null })).toMatchObject({
      stage: 'failed',
      sentence: '网络不通，请检查网络后重试',
    })
  })

  test('no longer approved: a kept pass is not shown either', () => {
    const refusal = new ApiError('NO_PASS', { state: 'revoked' })
    expect(view({ refusal })).toMatchObject({ stage: 'refused', shortCode: '', facts: [] })
  })

  test('the bar runs down within each step', () => {
    const start = Math.floor(NOW / STEP_MS) * STEP_MS
    expect(stepLeft(start)).toEqual({ secondsLeft: 15, shareLeft: 100 })
    expect(stepLeft(start + 14_999)).toEqual({ secondsLeft: 1, shareLeft: 0 })
  })
})

describe('the code', () => {
  const issuer = nacl.sign.keyPair()
  const holder = nacl.sign.keyPair()
  const statement = encodeStatement({ ...STATEMENT, holderKey: holder.publicKey })
  const signed = concatBytes(statement, nacl.sign.detached(statement, issuer.secretKey))
  const check = (code: string, now: number) =>
    checkPassCode(
      code,
      now,
      (keyId) => (keyId === 7 ? issuer.publicKey : null),
      (key, message, signature) => nacl.sign.detached.verify(message, signature, key),
    )

  test('satisfies the gate while fresh, and no longer after a minute', () => {
    const code = liveCode(signed, holder, NOW)
    expect(check(code, NOW + 20_000)).toMatchObject({ valid: true, statement: { headCount: 3 } })
    expect(check(code, NOW + 60_000)).toMatchObject({ valid: false, reason: 'STALE_CODE' })
  })

  test('signed by another phone it is worth nothing', () => {
    expect(check(liveCode(signed, nacl.sign.keyPair(), NOW), NOW)).toEqual({
      valid: false,
      reason: 'BAD_SIGNATURE',
    })
  })

  test('is a picture small enough for one setData', () => {
    const picture = codePicture(liveCode(signed, holder, NOW))
    expect(picture.startsWith('data:image/gif;base64,')).toBe(true)
    expect(picture.length).toBeLessThan(64 * 1024)
  })
})
