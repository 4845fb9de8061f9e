import { describe, expect, it, test } from 'vitest'
import {
  BLANK_FORM,
  fieldsWith,
  pickFields,
  TEXT_FIELDS,
  type VisitForm,
} from '../../miniprogram/domain/visit/form-fields'
import { visitWords } from '../../miniprogram/locales/visit'
import { hindranceOf, hinderedBy } from '../../miniprogram/domain/account/erasure'
import {
  dataText,
  dataView,
  initialData,
  type OwnData,
} from '../../miniprogram/rights/own-records/own-records.view'
import { NOW, TODAY } from '../domain/builders'

/** 我的数据: what is kept, in words (spec 9). */
const visit: OwnData['visits'][number] = {
  ...{ id: 'visit-1', state: 'finished', purpose: 'private', hostName: '李老师', unitName: '文学院' },
  purposeWords: { name: '因私来访', nameEn: 'Private visit' },
  ...{ firstDay: TODAY, lastDay: TODAY, name: '林小满', phone: '13800138000', documentKind: 'mainlandId' },
  ...{ document: '450305199001011234', plate: '桂C12345', submittedAt: NOW },
  ...{ ...pickFields(BLANK_FORM, TEXT_FIELDS), note: '送资料' },
  companions: [{ name: '陪同人', documentKind: 'mainlandId', document: '450***********1234' }],
  photo: { consentAt: NOW, kept: true },
  history: [
    {
      at: NOW,
      action: 'submitted',
      byName: '林小满',
      byRole: 'visitor',
      from: null,
      to: 'pending',
      reason: null,
    },
  ],
  passages: [],
}
const data: OwnData = {
  madeAt: NOW,
  person: { staff: null, roles: [], provedPhones: 1, messages: 2 },
  account: { request: null, steps: [], signIns: [] },
  visits: [visit],
  releases: [],
  erasure: null,
  hindered: hinderedBy([]),
  keptDays: 180,
}
const viewOf = (changes: Partial<OwnData>) =>
  dataView({ ...initialData(), data: { ...data, ...changes }, loading: false, now: NOW })

it('the file says what the page says', () => {
  const text = dataText(data, NOW)
  for (const { heading, facts, lines } of viewOf({}).sections) {
    expect(text).toContain(heading)
    for (const { label, words } of facts) expect(text).toContain(`${label}: ${words}`)
    for (const { words } of lines) expect(text).toContain(words)
  }
  expect(text.startsWith('\ufeff')).toBe(true)
})

test.each(TEXT_FIELDS)('%s is told as it was typed', (field) => {
  const { sections } = viewOf({ visits: [{ ...visit, [field]: '自己写的' }] })
  const label = visitWords().texts[field]
  expect(sections[1]?.facts).toContainEqual({ label, words: '自己写的' })
})

it('whoever approves reads what became of the account, in its order, and where they are signed in', () => {
  const account: OwnData['account'] = {
    request: {
      ...{ unitName: '文学院', reason: '接替李老师', leaderName: '王院长', state: 'accepted', answer: null },
      askedAt: NOW - 3000,
    },
    steps: [
      { at: NOW - 2000, action: 'created', reason: null },
      { at: NOW, action: 'frozen', reason: '工作调动' },
    ],
    signIns: [{ browser: 'Chrome · Windows', address: '10.1.2.3', beganAt: NOW - 1000, seenAt: NOW - 500 }],
  }
  const { heading, lines } = viewOf({ account }).sections[1] ?? {}
  expect(heading).toBe('审批账号和控制台登录')
  expect(lines?.map(({ words }) => words.replace(/\d+:\d+/, '…'))).toEqual([
    '申请文学院的审批账号（已开通），理由：接替李老师，单位负责人：王院长',
    '开通审批账号',
    expect.stringMatching(/^登录控制台：Chrome · Windows（10\.1\.2\.3），最近使用：/),
    '冻结：工作调动',
  ])
})

/** Under another name: who drives has a plate. */
const APART: Partial<Record<keyof VisitForm, string>> = { driving: 'plate', photoId: 'photo' }

test.each(fieldsWith('personal', true))('%s stands in the own data', (field) =>
  expect(Object.keys(visit)).toContain(APART[field] ?? field),
)

it('a photo that is there can be withdrawn, one that is gone is told of', () => {
  const photoOf = (photo: typeof visit.photo) =>
    viewOf({ visits: [{ ...visit, photo }] }).sections[1]?.photoOf
  expect([photoOf(visit.photo), photoOf({ consentAt: NOW, kept: false }), photoOf(null)]).toEqual([
    'visit-1',
    '',
    '',
  ])
})

it.each([
  ['phone', 'released', '已释放'],
  ['plate', 'kept', '未释放'],
  ['cancel', 'released', '已取消'],
  ['cancel', 'kept', '未同意取消'],
  ['change', 'released', '已同意变更'],
  ['change', 'open', '申请变更，等待答复'],
] as const)('what was asked of a unit, %s, and %s, reads %s', (field, state, words) => {
  const asked = { field, state, askedAt: NOW, firstDay: '2026-05-23', lastDay: '2026-05-23', reason: null }
  expect(viewOf({ releases: [asked] }).sections[2]?.lines[0]?.words).toContain(words)
})

describe('a request to erase', () => {
  const open = { state: 'open' as const, askedAt: NOW, dueAt: NOW + 86_400_000, doneAt: null, erased: 0 }
  it.each([
    ['none', null, '', true],
    ['open', { ...open, hindered: hinderedBy([]) }, '申请删除', false],
    ['kept back', { ...open, hindered: hinderedBy(['live', 'vehicle']) }, '结清后', false],
    ['done', { ...open, state: 'done' as const, doneAt: NOW, hindered: hinderedBy([]) }, '已在', true],
  ])('%s', (_, erasure, words, mayErase) => {
    const view = viewOf({ erasure })
    expect(view.request).toContain(words)
    expect(view.mayErase).toBe(mayErase)
  })

  it.each([
    [{ live: true, inside: true, openStay: true }, 'live'],
    [{ live: false, inside: true, openStay: true }, 'inside'],
    [{ live: false, inside: false, openStay: true }, 'vehicle'],
    [{ live: false, inside: false, openStay: false }, null],
  ])('%j is kept by %s', (facts, kept) => expect(hindranceOf(facts)).toBe(kept))
})
