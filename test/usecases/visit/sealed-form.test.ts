import { beforeAll, describe, expect, it, test } from 'vitest'
import { anonymised, sealForm, unsealForm } from '../../../cloudfunctions/usecases/visit/sealed-form'
import { newVisit, OWN_BOOKING } from '../../../cloudfunctions/usecases/visit/new-visit'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { ownValuesOf } from '../../../miniprogram/device-storage/own-values'
import {
  BLANK_FORM,
  FORM_FIELDS,
  fieldsWith,
  type VisitForm,
} from '../../../miniprogram/domain/visit/form-fields'
import { submitted } from '../../../miniprogram/domain/visit/visit'
import { rowOf } from '../../../cloudfunctions/usecases/visit/views'
import { storyOf } from '../../../miniprogram/components/visit-history/visit-history.view'
import { visitorName } from '../../../miniprogram/locales/visit'
import { mainlandId, NOW } from '../../domain/builders'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'
import { useKeys } from '../../keys'

useKeys()

/** A form in which no field has the value it begins with. */
const FULL: Required<VisitForm> = {
  hostId: 'staff-7',
  hostUnit: '计算机学院',
  purpose: 'private',
  name: '韦小宝',
  phoneKind: 'international',
  phone: '+85261234567',
  documentKind: 'passport',
  document: 'E87654321',
  firstDay: '2026-05-23',
  lastDay: '2026-05-24',
  driving: true,
  plate: '桂C12345',
  companions: [{ name: '同行甲', documentKind: 'mainlandId', document: mainlandId(500) }],
  matter: '参加论文答辩',
  note: '带一台仪器',
  photoId: 'photo-1',
  privacy: tickedAt(NOW),
}
const FIELDS = Object.keys(FORM_FIELDS) as (keyof VisitForm)[]

function visitOf(form: Required<VisitForm>): Visit {
  const opening = submitted({ name: form.name, role: 'visitor' }, NOW)
  const visit = newVisit({
    ...{ ...OWN_BOOKING, _id: 'visit-1', owner: 'openid-1', opening },
    ...{ hostName: '李老师', unitId: 'unit-1', unitName: '计算机学院' },
    form: sealForm(form, 'visit-1'),
    purpose: { id: 'private', class: 'private', name: '因私来访', nameEn: '', offered: true },
  })
  // As the transaction does that takes the photo over.
  return { ...visit, face: { photoId: form.photoId, file: 'cloud://face', consentAt: NOW } }
}

/** What of a value can be recognised again: each text in it that is longer than a flag. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

test('the form of these tests fills in every field', () => {
  expect(Object.keys(FULL).sort()).toEqual([...FIELDS].sort())
  for (const field of FIELDS) expect([field, FULL[field]]).not.toEqual([field, BLANK_FORM[field]])
})

describe.each(FIELDS)('of %s', (field) => {
  const handling = FORM_FIELDS[field]

  it('the visit gives back what was typed', () => {
    expect(unsealForm(visitOf(FULL))[field]).toEqual(FULL[field])
  })

  it('sealed is what the table calls sealed', () => {
    const text = JSON.stringify(sealForm(FULL, 'visit-1'))
    const value = FULL[field]
    const typed = typeof value === 'string' ? value : JSON.stringify(value)
    if (handling.stored === 'sealed') expect(text).not.toContain(typed)
    if (handling.stored === 'clear') expect(text).toContain(typed)
  })

  it('nothing stays on an anonymised visit if it tells who somebody is, and everything if not', () => {
    const removed = anonymised(visitOf(FULL))
    if (!handling.personal) return expect(unsealForm(removed)[field]).toEqual(FULL[field])
    expect(unsealForm(removed)[field]).toEqual(BLANK_FORM[field])
    const traces = JSON.stringify([removed, unsealForm(removed)])
    const kept = fieldsWith('personal', false).map((other) => FULL[other])
    for (const text of textsIn(FULL[field])) if (!kept.includes(text)) expect(traces).not.toContain(text)
  })

  it('the phone offers again what the table says, and nothing else', () => {
    const values: Partial<VisitForm> = ownValuesOf(FULL)
    expect(field in values).toBe(handling.offered)
    if (handling.offered) expect(values[field]).toEqual(FULL[field])
  })
})

describe('an anonymised visit', () => {
  let before: Visit
  let after: Visit
  beforeAll(() => {
    before = visitOf(FULL)
    after = anonymised({ ...before, keys: ['小宝'] })
  })

  it('is found by nobody’s number, name or account', () => {
    const hashes = [before.phoneHash, before.documentHash, ...before.tailHashes, ...before.companionKeys]
    for (const hash of [...hashes, 'openid-1', '小宝']) expect(JSON.stringify(after)).not.toContain(hash)
  })

  it('has the same keys as before, so no reader misses one', () => {
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort())
  })
})

test('a field that the form leaves out stays out', () => {
  const { photoId: _, ...form } = FULL
  const visit: Visit = { ...visitOf(FULL), face: null }
  expect(Object.keys(unsealForm(visit)).sort()).toEqual(Object.keys(form).sort())
})

describe('words for a person who was taken out are those of who shows them', () => {
  it.each(['', '已匿名'])('the name is empty, whether the record holds %j', (name) => {
    const removed = { ...anonymised(visitOf(FULL)), name }
    expect(rowOf(removed, NOW, 'masked').name).toBe('')
    expect(rowOf(removed, NOW, 'clear').name).toBe('')
    expect(visitorName('')).toBe('已匿名')
  })

  it.each([
    ['EMERGENCY_ENDED', '电话报备已关闭，报备号随之失效'],
    ['JOINING_STOPPED', '活动已停止报名，候补未成功'],
    ['WAITED_IN_VAIN', '活动已结束，候补未成功'],
    ['BLACKLISTED', '无法预约，请联系保卫处'],
    ['电话报备已关闭，报备号随之失效', '电话报备已关闭，报备号随之失效'],
    ['活动取消', '活动取消'],
    [null, ''],
  ])('the reason %j reads %j', (reason, words) => {
    const step = { at: NOW, action: 'revoked' as const, from: 'approved' as const, to: 'revoked' as const }
    const history = [
      { ...step, byName: '', byRole: 'system' as const, reason },
      { ...step, byName: '', byRole: 'visitor' as const, reason },
    ]
    const [byVisitor, bySystem] = storyOf({ history, passages: [] }, NOW)
    expect([bySystem?.by, bySystem?.reason]).toEqual(['', words])
    expect(byVisitor?.by).toBe('访客')
  })
})
