import { describe, expect, test } from 'vitest'
import type { VisitDetail } from '../../../contract'
import { storyOf } from '../../../miniprogram/components/visit-history/visit-history.view'
import { UNTOUCHED_FACE } from '../../../miniprogram/pages/records/visit/visit-face.view'
import { visitPageView, type VisitPageState } from '../../../miniprogram/pages/records/visit/visit.view'
import { ApiError } from '../../../miniprogram/api/api-error'
import { passView } from '../../../miniprogram/pages/pass/pass.view'
import { detailOf, formOf, GATES, NOW, NO_NETWORK, rowOf } from './builders'

const view = (detail: VisitDetail | null, changes: Partial<VisitPageState> = {}) =>
  visitPageView({
    detail,
    failure: null,
    loading: false,
    cancelling: 'no',
    ...UNTOUCHED_FACE,
    asking: false,
    now: NOW,
    ...changes,
  })
const allowedActions = (allowed: Partial<VisitDetail['allowedActions']>) => ({
  allowedActions: {
    revise: false,
    cancel: false,
    askCancel: false,
    askChange: false,
    pass: false,
    addPhoto: false,
    bookAgain: true,
    ...allowed,
  },
})

describe('one own booking', () => {
  test.each([
    ['pending', allowedActions({ revise: true, cancel: true }), '', true],
    ['approved', allowedActions({ pass: true, cancel: true }), 'pass', true],
    ['returned', allowedActions({ revise: true, cancel: true }), 'revise', true],
    ['revoked', allowedActions({}), 'copy', false],
    ['cancelled', allowedActions({}), 'copy', false],
    ['expired', allowedActions({}), 'copy', false],
    ['finished', allowedActions({}), 'copy', false],
  ] as const)('%s: the main action', (state, allowed, act, mayCancel) => {
    const shown = view(detailOf({ state }, allowed))
    expect(shown.primary.act).toBe(act)
    expect(shown.mayCancel).toBe(mayCancel)
    expect(shown.next).not.toBe('')
  })

  test.each([
    ['just sent', 60_000, true, false, '结果会通过消息告诉您'],
    ['just sent, no message can come', 60_000, false, false, '结果请在这里查看'],
    ['nobody was told', 180_000, false, true, '结果请在这里查看'],
  ])('%s', (_, ago, willTell, nobody, words) => {
    const { next } = view(detailOf({ submittedAt: NOW - ago }), { willTell })
    expect(next.includes('还没有审批人收到消息提醒')).toBe(nobody)
    expect(next).toContain(words)
    expect(next).not.toContain('已提醒')
  })

  test('says who was told last, and when', () => {
    const notifications = [
      { at: NOW - 3_600_000, names: ['韦建国'] },
      { at: NOW - 60_000, names: ['韦建国', '莫丽华'] },
    ]
    expect(view(detailOf({}, { notifications })).next).toContain('今天 13:59已提醒审批人韦建国、莫丽华')
  })

  test.each([
    ['sent again', { submittedAt: NOW - 3_600_000 }, []],
    [
      'gone to another unit',
      {},
      [
        {
          ...{ at: NOW - 3_600_000, action: 'moved', byName: '', byRole: 'system' },
          from: 'pending',
          to: 'pending',
        },
      ],
    ],
  ])('%s, who was told before doesn’t count', (_, changes, moves) => {
    const told = { at: NOW - 7_200_000, names: ['韦建国'] }
    const before = { submittedAt: NOW - 10_000_000, ...changes }
    const { history } = detailOf()
    const shown = (at: number) =>
      view(
        detailOf(before, {
          notifications: [told, { at, names: ['莫丽华'] }],
          history: [...history, ...moves] as VisitDetail['history'],
        }),
      ).next
    expect(shown(NOW - 3_700_000)).toContain('还没有审批人收到消息提醒')
    expect(shown(NOW - 60_000)).toContain('今天 13:59已提醒审批人莫丽华')
  })

  test('tells an approved visit of a later day from one of today', () => {
    const today = view(detailOf({ state: 'approved' }, allowedActions({ pass: true })))
    const later = { state: 'approved', firstDay: '2026-05-24' } as const
    expect(today.next).toContain('可以入校')
    expect(view(detailOf(later, allowedActions({ pass: true }))).next).toContain('到了预约的日期')
  })

  test('names the gates by car that a traffic control closes on its days, also on a kept pass', () => {
    const controls = [{ gateIds: ['育才西门'], from: NOW - 60_000, until: NOW + 3_600_000 }]
    const car = { state: 'approved', plate: '桂C12345' } as const
    const form = formOf({ driving: true, plate: '桂C12345' })
    const closedAt = (now: number, changes: Partial<VisitDetail> = {}) =>
      view(detailOf(car, { controls, form, ...changes }), { now }).closed
    const words = '育才西门：今天 13:59至今天 15:00交通管制，车辆不能通行'
    expect(closedAt(NOW)).toBe(words)
    expect(closedAt(NOW + 3_600_000)).toBe('')
    expect(closedAt(NOW, { form: formOf() })).toBe('')
    const kept = {
      ...{ statement: 'AAAA', shortCode: 'ABCD2345', headCount: 1, gates: GATES, controls, delivery: [] },
      ...{ purposeClass: 'private' as const, ways: [], visit: rowOf(car), directions: 'd1.card' },
    }
    const offline = { picture: '', refusal: new ApiError('NETWORK'), loading: false, now: NOW }
    expect(passView({ pass: kept, ...offline }).closed).toBe(words)
    const { controls: _, ...older } = kept
    expect(passView({ pass: older as typeof kept, ...offline }).closed).toBe('')
  })

  test.each([
    ['for workdays, on a Saturday', { weekdays: [1, 2, 3, 4, 5] }, '已通过。现在不在可入校的时段。'],
    ['whose papers ended', { papersUntil: '2026-05-22' }, '已通过。登记的证照已过期，暂不能入校。'],
    ['that was used', { entries: 1, entriesMade: 1 }, '已通过。入校次数已用完，离校时仍可出示。'],
    ['that was not used yet', { entries: 1, entriesMade: 0 }, '可以入校了，到校门出示通行码。'],
  ])('says of one %s what the gate will say', (_, right, words) => {
    expect(view(detailOf({ state: 'approved', right }, allowedActions({ pass: true }))).next).toBe(words)
  })

  test('inside already, the unit can be asked to cancel; what became of it is said', () => {
    const asked = (cancelRequest: VisitDetail['cancelRequest'], askCancel = true) =>
      view(detailOf({ state: 'approved' }, { ...allowedActions({ pass: true, askCancel }), cancelRequest }))
    const at = { askedAt: NOW - 60_000, answeredBy: null }
    expect(asked(null)).toMatchObject({ mayAskCancel: true, mayCancel: false, cancelRequest: '' })
    expect(asked({ state: 'open', ...at })).toMatchObject({
      ...{ mayAskCancel: false, cancelRequest: '今天 13:59已请求取消，等待审批人答复。' },
    })
    expect(asked({ state: 'kept', ...at, answeredBy: '韦建国' })).toMatchObject({
      ...{ mayAskCancel: true, cancelRequest: '韦建国没有同意取消，这条预约仍然有效。' },
    })
    expect(asked({ state: 'released', ...at }, false)).toMatchObject({
      mayAskCancel: false,
      cancelRequest: '',
    })
  })

  test('a number that its owner has proved is named as lost while the booking stands', () => {
    const lost = (state: VisitDetail['visit']['state'], revise: boolean) =>
      view(detailOf({ state }, { ...allowedActions({ revise }), phoneTaken: true })).phoneTaken
    expect(lost('pending', true)).toBe(
      '手机号码已由机主本人验证使用，这条预约只按证件办理。请改填您自己的手机号码，再重新提交。',
    )
    expect(lost('approved', false)).toBe('手机号码已由机主本人验证使用，这条预约只按证件办理。')
    expect(lost('cancelled', false)).toBe('')
    expect(view(detailOf({ state: 'pending' })).phoneTaken).toBe('')
  })

  test('repeats the reason of a return', () => {
    expect(view(detailOf({ state: 'returned', reason: '请补充事由' })).reason).toBe('请补充事由')
    expect(view(detailOf({ state: 'pending', reason: '请补充事由' })).reason).toBe('')
  })

  test.each([
    ['by its approver', 'revoked', 'approver', '韦建国', {}, /^韦建国取消了这条预约，通行码已失效/, true],
    ['by the system', 'revoked', 'system', '', {}, /^这条预约已被停用，通行码已失效/, true],
    ['by themself', 'cancelled', 'visitor', '张三', {}, /^您已取消这条预约。$/, false],
    ['by who invited them', 'cancelled', 'approver', '韦建国', {}, /^韦建国取消了这条预约。$/, true],
    ['while they waited', 'cancelled', 'system', '', {}, /没有等到通过/, true],
  ] as const)('ended %s, it says so', (_, state, byRole, byName, of, says, tellsWhy) => {
    const reason = tellsWhy ? '停止报名' : null
    const step = { at: NOW, action: state, byName, byRole, from: 'pending' as const, to: state, reason }
    const shown = view(detailOf({ state, reason, ...of }, { history: [step] }))
    expect(shown.next).toMatch(says)
    expect(shown.reason).toBe(reason ?? '')
  })

  test.each([
    ['nobody joins any more', 'JOINING_STOPPED', '候补没有排到名额，已结束。', '活动已停止报名，候补未成功'],
    ['the activity was called off', '会场停电', '活动已取消，候补随之结束。', '会场停电'],
    ['they are on the blacklist', 'BLACKLISTED', '候补没有成功，已结束。', '无法预约，请联系保卫处'],
    ['the reason was taken out', null, '候补没有成功，已结束。', ''],
  ])('who waited for a place reads what became of it: %s', (_, reason, next, why) => {
    const at = { at: NOW, byName: '', byRole: 'system' as const, from: 'pending' as const }
    const history = [{ ...at, action: 'cancelled' as const, to: 'cancelled' as const, reason }]
    const activity = { title: '年会', waiting: false }
    const shown = view(detailOf({ state: 'cancelled', reason, activity }, { history }))
    expect([shown.next, shown.reason]).toEqual([next, why])
  })

  test('shows the visitor their own values in full, grouped', () => {
    const form = formOf({ driving: true, plate: '桂CD12345', companions: [], note: '带实验器材' })
    const facts = view(detailOf({}, { form })).facts
    expect(facts).toContainEqual({ label: '手机号', words: '138 0013 8000', figures: true })
    expect(facts).toContainEqual({ label: '车牌号', words: '桂C·D12345', figures: true })
    expect(facts).toContainEqual({ label: '备注', words: '带实验器材' })
  })

  test('a failed refresh keeps what is shown', () => {
    expect(view(null, { failure: NO_NETWORK }).stage).toBe('failed')
    expect(view(detailOf(), { failure: NO_NETWORK })).toMatchObject({ stage: 'ready', failure: NO_NETWORK })
  })
})

describe('the story of a visit', () => {
  const step = (
    at: number,
    action: VisitDetail['history'][number]['action'],
    byRole: 'visitor' | 'approver' | 'system',
  ) => ({ at, action, byName: '韦建国', byRole, from: null, to: 'pending' as const, reason: null })
  const passage = {
    id: 'p1',
    at: NOW - 1000,
    gateName: '育才西门',
    direction: 'in' as const,
    way: 'qr' as const,
    allowed: true,
    reason: 'OK',
  }

  test('newest first, steps and passages together', () => {
    const history = [step(NOW - 9000, 'submitted', 'visitor'), step(NOW - 5000, 'approved', 'approver')]
    expect(storyOf({ history, passages: [passage] }, NOW).map(({ words }) => words)).toEqual([
      '育才西门入校',
      '审批通过',
      '提交预约',
    ])
  })

  test('of two steps at the same moment the later one comes first', () => {
    const history = [step(NOW, 'submitted', 'visitor'), step(NOW, 'approved', 'system')]
    expect(storyOf({ history, passages: [] }, NOW).map(({ words }) => words)).toEqual([
      '审批通过',
      '提交预约',
    ])
  })

  test('of a person of a standing pass the security office approved', () => {
    const history = [
      { ...step(NOW - 1, 'submitted', 'approver'), byName: '计算机学院' },
      { ...step(NOW, 'approved', 'approver'), byName: '计算机学院' },
    ]
    const by = (visit: ReturnType<typeof rowOf>) =>
      storyOf({ history, passages: [], visit }, NOW).map((line) => line.by)
    expect(by(rowOf({ standing: true }))).toEqual(['保卫处', '计算机学院'])
    expect(by(rowOf())).toEqual(['计算机学院', '计算机学院'])
  })

  test('what the passing of days did has no author', () => {
    const [line] = storyOf({ history: [step(NOW, 'expired', 'system')], passages: [] }, NOW)
    expect(line).toMatchObject({ words: '日期已过，预约过期', by: '' })
  })

  test('a refused passage says why, in words', () => {
    const refused = { ...passage, allowed: false, reason: 'NOT_YET' }
    const [line] = storyOf({ history: [], passages: [refused] }, NOW)
    expect(line).toMatchObject({ words: '育才西门入校未放行', tone: 'attention' })
    expect(line?.reason).toMatch(/[一-龥]/)
  })
})

test.each([
  ['open', '（到2023年5月26日 周五，桂C·99887），等待审批人答复；已通过的日期照常有效。'],
  ['kept', '韦海燕没有同意变更，原预约仍然有效。'],
  ['released', ''],
] as const)('a change that was asked for after the first entry: %s', (state, words) => {
  const changeRequest = {
    ...{ state, askedAt: NOW, answeredBy: state === 'open' ? null : '韦海燕' },
    ...{ lastDay: '2023-05-26', plate: '桂C99887' },
  }
  const allowed = allowedActions({ pass: true, askChange: true })
  const page = view(detailOf({ state: 'approved' }, { ...allowed, changeRequest }))
  expect(page.mayAskChange).toBe(true)
  expect(page.changeRequest.slice(-words.length || undefined)).toBe(words)
})

describe('what a step changed', () => {
  const lines = (changes: VisitDetail['history'][number]['changes']) => {
    const step = { at: NOW, action: 'revised' as const, byName: '韦小宝', byRole: 'visitor' as const }
    const entry = { ...step, from: 'returned' as const, to: 'pending' as const, reason: null }
    const history = [changes === undefined ? entry : { ...entry, changes }]
    return storyOf({ history, passages: [] }, NOW)[0]?.changes.map(({ words }) => words)
  }

  test.each([
    ['plate', '', '桂C12345', '车牌号：无 → 桂C·12345'],
    ['purpose', '因私来访', '因公来访', '来访事由：因私来访 → 因公来访'],
    ['documentKind', 'mainlandId', 'passport', '证件类型：居民身份证 → 护照'],
    ['photoId', '', 'p', '人脸照片：无 → 有'],
    ['hostUnit', '计算机学院', '文学院', '单位：计算机学院 → 文学院'],
    ['phone', '138****8000', '138****8000', '手机号：已更改（138****8000）'],
  ] as const)('%s from %j to %j', (field, from, to, words) => {
    expect(lines([{ field, from, to }])).toEqual([words])
  })

  test('a field that only a newer server knows, and no change at all, say nothing', () => {
    expect(lines([{ field: 'newer' as 'plate', from: '1', to: '2' }])).toEqual([])
    expect(lines(undefined)).toEqual([])
  })
})

describe('the card of the face photo', () => {
  const consented = { url: 'https://photo', consentAt: NOW, photoId: 'photo-1', asked: false }
  const card = (
    { standing = true, photo = true, addPhoto = true, asked = false, refused = false },
    changes: Partial<VisitPageState> = {},
  ) =>
    view(
      detailOf(
        { state: 'approved', ...(standing ? { standing: true as const } : {}) },
        {
          ...allowedActions({ addPhoto }),
          face: photo ? { ...consented, asked } : null,
          photoRefused: refused,
        },
      ),
      changes,
    ).face

  test.each<[string, Parameters<typeof card>[0], string | null, boolean, string]>([
    ['a standing pass without one', { photo: false }, '添加人脸照片', false, '添加后可以刷脸入校'],
    ['a standing pass with one', {}, '换一张', true, '长期通行结束后24小时内删除'],
    [
      'one with a photo where none are taken any more',
      { addPhoto: false },
      '',
      true,
      '长期通行结束后24小时内删除',
    ],
    ['a booking with one', { standing: false, addPhoto: false }, '', true, '来访结束后24小时内删除'],
    ['a booking without one', { standing: false, photo: false, addPhoto: false }, null, false, ''],
  ])('of %s', (_, given, addWords, mayWithdraw, words) => {
    const face = card(given)
    expect(face?.addWords ?? null).toBe(addWords)
    expect(face?.mayWithdraw ?? false).toBe(mayWithdraw)
    expect(face?.words ?? '').toContain(words)
  })

  test('one that was taken and got no answer is sent again; one that was refused is taken anew', () => {
    // It opens nothing before the unit has looked, and says so.
    expect(card({})?.asked).toBe('')
    expect(card({ asked: true })?.asked).toContain('单位确认是本人后')
    expect(card({ photo: false, refused: true })?.words).toContain('没有采用上一张照片')
    const lost = card({ photo: false }, { unsent: 'photo-1', photoRefused: '网络不通' })
    expect(lost).toMatchObject({ addWords: '再次保存', refused: '照片没有保存：网络不通' })
    const refused = card({ photo: false }, { photoRefused: '这张照片已按规定删除' })
    expect(refused).toMatchObject({
      addWords: '添加人脸照片',
      refused: expect.stringContaining('已按规定删除'),
    })
  })
})
