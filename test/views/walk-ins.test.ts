import { describe, expect, it, test } from 'vitest'
import { visitCard } from '../../miniprogram/components/visit-card/visit-card.view'
import { UNTOUCHED_FACE } from '../../miniprogram/pages/records/visit/visit-face.view'
import { visitPageView } from '../../miniprogram/pages/records/visit/visit.view'
import { codeView, initialCode, type CodeState } from '../../miniprogram/staff/walk-in/code/code.view'
import {
  draftErrors,
  draftOf,
  initialQuotas,
  quotaOf,
  quotasView,
  type QuotasState,
} from '../../miniprogram/staff/walk-in/quotas/quotas.view'
import {
  formFieldErrors,
  formView,
  initialForm,
  leftField,
  type FormState,
  type ReadCode,
} from '../../miniprogram/walk-in/form/form.view'
import {
  answeredErrors,
  shortFormView,
  UNTRIED,
  withOffer,
} from '../../miniprogram/pages/booking/form/short-form'
import { rememberTick, tickedAt } from '../../miniprogram/domain/visit/privacy'
import { walkInPurposes } from '../../miniprogram/domain/walk-in/walk-in'
import { SHIPPED_PURPOSES } from '../../miniprogram/locales/zh/shipped-purposes'
import { detailOf, formOf, NOW, rowOf, TODAY, NO_NETWORK } from './visitor/builders'
import { ApiError, failureOf } from '../../miniprogram/api/api-error'
import { translate } from '../../miniprogram/locales/errors'

const HOUR = 3_600_000
const read = (changes: Partial<ReadCode> = {}): ReadCode => ({
  ...{ gateName: '育才西门', campusName: '育才校区', takesCars: true, hours: 4, left: 6, nextAt: null },
  keptDays: 180,
  purposes: [...walkInPurposes(SHIPPED_PURPOSES)],
  ...{ until: NOW + HOUR / 6, visitId: null },
  ...changes,
})
const at = (changes: Partial<ReadCode> = {}, state: Partial<FormState> = {}): FormState => ({
  ...initialForm(NOW),
  form: { ...initialForm(NOW).form, purpose: 'private' },
  read: read(changes),
  ...state,
})

const wrong = (state: FormState) => formFieldErrors(state).map(({ field }) => field)

describe('who scanned the code at a gate', () => {
  test.each<[string, Partial<ReadCode>, string, string]>([
    ['fills in the form', {}, 'form', '请在'],
    [
      'finds no place, and when to come again',
      { left: 0, until: null, nextAt: NOW + HOUR },
      'full',
      '下一批名额',
    ],
    [
      'finds no place and no more to come',
      { left: 0, until: null, nextAt: null },
      'full',
      '请联系受访人预约',
    ],
    ['has a walk-in already', { left: 0, until: null, visitId: 'v' }, 'held', '您已有一个'],
  ])('%s', (_, changes, stage, standing) => {
    const view = formView(at(changes, { codeUntil: NOW + 1 }))
    expect(view).toMatchObject({ stage, title: '育才西门 · 临时来访' })
    expect(view.standing).toContain(standing)
    expect(view.action).toBe(changes.visitId === undefined ? '提交' : '出示通行码')
  })

  test.each<[string, number | null, string]>([
    ['while the code is taken', NOW + 1, 'full'],
    ['once it isn’t any more', NOW, 'later'],
    ['once it was refused', 0, 'later'],
  ])('may look for a place again %s', (_, codeUntil, stage) =>
    expect(formView(at({ left: 0, until: null }, { codeUntil })).stage).toBe(stage),
  )

  it('reads why nothing can be filled in', () => {
    const failure = failureOf(new ApiError('WALK_IN_CODE'))
    expect(formView({ ...initialForm(NOW), failure })).toMatchObject({ stage: 'failed', failure })
    expect(formView(initialForm(NOW)).stage).toBe('loading')
  })

  it('is told what is missing once they tried, by the server’s rules', () => {
    expect(wrong(at())).toEqual(['name', 'document', 'phone', 'privacy'])
    expect(formView(at()).faults).toBe('')
    expect(formView(at({}, { progress: { ...UNTRIED, tried: true } })).faults).toBe('还有4项没填')
  })

  it('reads what is wrong beside a field that was left, and nothing of the others', () => {
    const typed = { ...initialForm(NOW).form, purpose: 'private', phone: '138 0013', name: '韦 建国' }
    const left = leftField(at({}, { form: typed }), 'phone')
    expect(left.form.phone).toBe('1380013')
    expect(formView(at({}, left)).fieldErrors).toEqual({ phone: translate('PHONE_INVALID', {}) })
    expect(formView(at({}, left)).faults).toBe('')
  })

  const privacy = { field: 'privacy', code: 'PRIVACY_REQUIRED', details: {} } as const
  const phone = { field: 'phone', code: 'PHONE_INVALID', details: {} } as const
  const gone = { field: 'purpose', code: 'PURPOSE_GONE', details: {} } as const
  const form = { ...at().form, name: '韦建国', phone: '1' }
  const form2 = { ...form, phone: '2' }
  const answer = (...fieldErrors: readonly object[]) => new ApiError('FORM', { fieldErrors })
  test.each<[string, ReturnType<typeof answer>, FormState['form'], readonly string[]]>([
    ['beside its field', answer(gone), form, ['purpose']],
    ['until the value there is another', answer(phone, gone), form2, ['purpose']],
    ['also beside what isn’t filled in yet', answer(privacy), form, ['privacy']],
    ['not where the form has no such field', answer({ ...gone, field: 'companions' }), form, []],
    ['of a form alone', new ApiError('BUSY'), form, []],
  ])('reads what only the server found: %s', (_, refusal, now, fields) => {
    const progress = { ...UNTRIED, answered: answeredErrors(refusal, form) }
    const { fieldErrors } = shortFormView(at({}, { form: now, progress }), [], TODAY)
    expect(Object.keys(fieldErrors)).toEqual(fields)
  })

  it('says what for where the purpose doesn’t', () => {
    const other = at({}, { form: { ...initialForm(NOW).form, purpose: 'other' } })
    expect(wrong(other)).toContain('note')
    expect(formView(other)).toMatchObject({ noteLabel: '办什么事', noteRequired: true })
    expect(formView(at()).noteLabel).toBe('办什么事（选填）')
  })

  test.each([
    [true, '桂CD12345'],
    [false, ''],
  ])('is offered what the phone knows; a car where the gate takes one: %s', (takesCars, plate) => {
    const { name, phoneKind, phone, documentKind, document } = formOf()
    const offer = { name, phoneKind, phone, documentKind, document, driving: true, plate: '桂CD12345' }
    const ticked = rememberTick(at().form, tickedAt(NOW), TODAY)
    const form = withOffer(ticked, offer, takesCars)
    expect(form).toMatchObject({ name, phone, document, plate })
    expect(wrong(at({ takesCars }, { form }))).toEqual([])
  })
})

describe('a walk-in among the own bookings', () => {
  const walkIn = { gateName: '育才西门', endsAt: NOW + 4 * HOUR }
  const row = rowOf({ hostName: '', unitName: '临时来访 · 育才西门', walkIn })

  it('says until when, and names no host', () => {
    expect(visitCard(row, TODAY)).toMatchObject({ whom: '临时来访 · 育才西门' })
    expect(visitCard(row, TODAY).days).toMatch(/18:00前有效$/)
  })

  it('has its gate in place of a host', () => {
    const host = { hostId: '', name: '', unitName: '临时来访 · 育才西门' }
    const state = { detail: detailOf(row, { host }), failure: null, loading: false, now: NOW }
    const view = visitPageView({ ...state, cancelling: 'no', ...UNTOUCHED_FACE, asking: false })
    const labels = view.facts.map(({ label }) => label)
    expect(labels).toContain('临时来访校门')
    expect(labels).not.toContain('被访人')
  })
})

describe('the code on the guard’s phone', () => {
  const shown = (changes: Partial<NonNullable<CodeState['shown']>> = {}): CodeState => ({
    ...initialCode(NOW),
    shown: {
      ...{
        gateName: '育才西门',
        open: true,
        picture: 'iVBOR',
        changesAt: NOW + 12_000,
        left: 5,
        nextAt: null,
      },
      ...changes,
    },
  })

  test.each<[string, CodeState, string, string, string]>([
    [
      'is shown with how long it lasts',
      shown(),
      'code',
      'data:image/png;base64,iVBOR',
      '这个小时还剩5个名额',
    ],
    [
      'is shown when it is full',
      shown({ left: 0, nextAt: NOW + HOUR }),
      'code',
      'data:image/png;base64,iVBOR',
      '名额已满',
    ],
    ['isn’t shown once it is over', shown({ changesAt: NOW }), 'code', '', '这个小时还剩5个名额'],
    [
      'is none outside the hours',
      shown({ picture: null, left: 0, nextAt: NOW + HOUR }),
      'closed',
      '',
      '现在不办理',
    ],
    [
      'is none at a gate that is closed',
      shown({ open: false, picture: null, left: 0 }),
      'closed',
      '',
      '保卫处没有开放',
    ],
  ])('%s', (_, state, stage, picture, standing) => {
    const view = codeView(state)
    expect(view).toMatchObject({ stage, picture })
    expect(view.standing).toContain(standing)
  })

  it('says when it changes, and what went wrong', () => {
    expect(codeView(shown()).changes).toBe('12秒后换新码')
    // Where there is none, none will be new.
    expect(codeView(shown({ open: false, picture: null, left: 0 })).changes).toBe('')
    expect(codeView({ ...shown(), failure: NO_NETWORK }).stage).toBe('failed')
  })
})

describe('the office’s numbers', () => {
  const quota = { open: true, fromHour: 8, untilHour: 18, perHour: 10, perDay: 60 }
  const state: QuotasState = {
    ...initialQuotas(),
    quotas: {
      hours: 4,
      rows: [
        { gateId: 'west', gateName: '育才西门', campusName: '育才校区', quota, today: 3, seen: 'one' },
        {
          gateId: 'east',
          gateName: '育才东门',
          campusName: '育才校区',
          quota: { ...quota, open: false },
          ...{ today: 0, seen: 'two' },
        },
      ],
    },
  }

  it('stand by gate, with how many came today', () => {
    expect(quotasView(state).rows.map(({ plan, today }) => [plan, today])).toEqual([
      ['08:00–18:00，每小时10个，每天60个', '今天已办3个'],
      ['未开放', ''],
    ])
  })

  it('are changed one gate at a time, by the server’s rules', () => {
    const draft = draftOf(state, 'west')
    expect(draft).toMatchObject({ perHour: '10', perDay: '60', seen: 'one' })
    if (draft === null) return
    expect(quotaOf(draft)).toEqual(quota)
    expect(Object.keys(draftErrors({ ...draft, perHour: '很多', untilHour: 8 }))).toEqual([
      'hours',
      'perHour',
    ])
    expect(quotasView({ ...state, draft }).rows.map(({ editing }) => editing)).toEqual([true, false])
    expect(draftOf(state, 'nowhere')).toBeNull()
  })
})
