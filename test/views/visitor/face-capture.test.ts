import { describe, expect, it, test } from 'vitest'
import type { Hint } from '../../../miniprogram/domain/face/hints'
import { HINT_WORDS } from '../../../miniprogram/locales/zh/face'
import { captureView, newCapture, type CaptureState } from '../../../miniprogram/face/capture/capture.view'
import { BLANK_FORM } from '../../../miniprogram/domain/visit/form-fields'
import { choosePhoto, newBooking } from '../../../miniprogram/pages/booking/form/booking-state'
import { formView } from '../../../miniprogram/pages/booking/form/form.view'
import { optionsOf } from './builders'

const view = (changes: Partial<CaptureState> = {}) => captureView({ ...newCapture(), ...changes })

describe('the capture page', () => {
  it('names the three rules that a camera can’t judge, and asks for consent only when it is missing', () => {
    expect(view().rules.map(({ title }) => title)).toEqual([
      '请摘下眼镜',
      '刘海不要遮住眉毛',
      '画面中只有您一人',
    ])
    expect(view().consentIssue).toBe('')
    expect(view({ asked: true }).consentIssue).toBe('请先阅读并勾选同意')
    expect(view({ asked: true, consent: true }).consentIssue).toBe('')
  })

  it.each(['booking', 'standing'] as const)(
    'the consent for a %s names everybody who sees the photo',
    (use) => {
      for (const who of ['审批人', '门岗', '人脸识别设备']) expect(view({ use }).consentNote).toContain(who)
      expect(view({ use }).consentNote).toMatch(/撤回同意后24小时内删除，可随时在预约详情中撤回/)
    },
  )

  it('a consent is for what the photo is taken for, and no longer', () => {
    expect(view().consentWords).toContain('仅用于本次来访')
    expect(view({ use: 'standing' })).toMatchObject({
      consentWords: expect.stringContaining('仅用于这份长期通行'),
      consentNote: expect.stringMatching(/续期的，保留到续期后结束；结束、撤销或撤回同意后24小时内删除/),
      withoutWords: '不用照片',
    })
  })

  test.each(Object.entries(HINT_WORDS))('says what to change: %s', (hint, words) => {
    const shown = view({ guidance: { hint: hint as Hint, progress: 0 } })
    expect([shown.hint, shown.good]).toEqual([words, false])
  })

  it('says that all is well, and how far the run is in steps', () => {
    expect(view({ guidance: { hint: null, progress: 0.57 } })).toMatchObject({
      hint: '很好，请保持',
      good: true,
      progress: 50,
    })
  })

  it('lays the oval on the screen, upright', () => {
    const { oval } = view({ view: { width: 390, height: 844 } })
    expect(oval.left).toBeGreaterThan(0)
    expect(oval.left * 2 + oval.width).toBeCloseTo(390, -1)
    expect(oval.height).toBeGreaterThan(oval.width)
  })

  test.each<[string, Partial<CaptureState>, boolean, RegExp]>([
    ['good', { photo: { path: 'a.jpg', issue: null } }, true, /即可使用/],
    ['dark', { photo: { path: 'a.jpg', issue: 'tooDark' } }, false, /^光线太暗，/],
    ['small', { photo: { path: 'a.jpg', issue: 'size' } }, false, /太小/],
    [
      'refused by the server',
      { photo: { path: 'a.jpg', issue: null }, refused: '请勿逆光，再拍一张' },
      false,
      /逆光/,
    ],
  ])('a picture that is %s', (_, changes, good, sentence) => {
    const { verdict } = view(changes)
    expect(verdict.good).toBe(good)
    expect(verdict.sentence).toMatch(sentence)
  })

  it('without permission leads to the settings, without a camera to another try; always on without a photo', () => {
    expect(view({ denied: 'refused' }).denied).toMatchObject({ settings: true })
    expect(view({ denied: 'missing' }).denied).toMatchObject({ settings: false })
    for (const denied of ['refused', 'missing'] as const)
      expect(view({ denied }).denied.words).toContain('同样可以入校')
  })
})

describe('the card of the booking form', () => {
  const state = (facePhoto: boolean) => ({ ...newBooking(), options: optionsOf({ facePhoto }) })

  it('is there only behind the switch, and never for a guest', () => {
    expect(formView(state(false)).face).toBeNull()
    expect(formView(state(true)).face).toEqual({ chosen: false, path: '' })
    expect(formView(state(true), true).face).toBeNull()
  })

  it('shows the photo, and with it the way of passing', () => {
    const form = { ...BLANK_FORM, purpose: 'official' as const }
    const taken = choosePhoto({ ...state(true), form }, { photoId: 'photo-1', path: 'a.jpg' })
    expect(formView(taken).face).toEqual({ chosen: true, path: 'a.jpg' })
    const ways = (of: typeof taken) =>
      formView(of)
        .preview?.ways.map(({ words }) => words)
        .join('')
    expect(ways(taken)).toContain('刷脸')
    expect(ways(choosePhoto(taken, null))).not.toContain('刷脸')
    expect(choosePhoto(taken, null).form).toEqual(form)
  })
})
