import { describe, expect, test } from 'vitest'
import {
  approvalView,
  initialApproval,
  overtakenSentence,
  type ApprovalState,
} from '../../miniprogram/staff/approvals/visit/visit.view'
import { reasonFieldError } from '../../miniprogram/staff/approvals/visit/reasons'
import {
  initialSheet,
  sheetView,
} from '../../miniprogram/staff/components/decision-sheet/decision-sheet.view'
import { detailOf, frozenApprover, meOf, MINUTE, NOW, rowOf } from './office-builders'
import { ApiError, failureOf } from '../../miniprogram/api/api-error'

const page = (changes: Partial<ApprovalState> = {}) =>
  approvalView({
    ...initialApproval(),
    me: meOf(),
    detail: detailOf(),
    loading: false,
    now: NOW,
    ...changes,
  })

describe('a booking before an approver', () => {
  test('shows a skeleton, then the booking, or why not', () => {
    expect(page({ detail: null, loading: true })).toMatchObject({ loading: true, visit: null, failure: null })
    const failure = failureOf(new ApiError('NOT_FOUND'))
    expect(page({ detail: null, failure })).toMatchObject({ loading: false, failure })
    expect(page().visit?.name).toBe('张**')
  })

  test('says of a person of a standing pass that it is one, when it holds, and who applied for it', () => {
    const right = { weekdays: [1, 2, 3, 4, 5], hours: { from: 420, until: 1140 } }
    const visit = rowOf({
      standing: true,
      right,
      hostName: '韦建国',
      unitName: '计算机学院',
      state: 'approved',
    })
    expect(page({ detail: detailOf({ visit }) }).visit).toMatchObject({
      classWord: '长期通行',
      purpose: '工作日 07:00–19:00',
      whom: '韦建国-计算机学院申请',
      marks: [],
    })
    expect(page().visit?.whom).toMatch(/^找 /)
  })

  test('shows the person in full once that was asked for', () => {
    const unmasked = {
      name: '欧阳修文',
      document: '450305199001011234',
      phone: '13800138000',
      companions: [],
    }
    const shown = page({ detail: detailOf({}), unmasked })
    expect(shown.unmasked).toBe(true)
    expect(shown.visit?.name).toBe('欧阳修文')
    expect(JSON.stringify(shown.visit?.identity)).not.toContain('*')
    expect(JSON.stringify(page({ detail: detailOf({}) }).visit?.identity)).toContain('*')
  })

  test('keeps numbers masked and apart, to be read digit by digit', () => {
    expect(page().visit?.identity).toEqual([
      { label: '证件类型', words: '居民身份证' },
      { label: '证件号码', words: '450***********1234', figures: true },
      { label: '手机号', words: '138****8000', figures: true },
    ])
  })

  test.each([
    ['proved', ['微信已验证']],
    ['taken', ['机主已另行使用，请核对']],
    ['typed', []],
  ] as const)('a number that is %s: %j', (phoneState, words) => {
    const identity = page({ detail: detailOf({ phoneState }) }).visit?.identity ?? []
    expect(identity.slice(3).map((fact) => fact.words)).toEqual(words)
  })

  test('counts the visitor among the heads', () => {
    expect(page({ detail: detailOf({}, { companions: 2 }) }).visit?.headCount).toBe('共3人')
  })

  test('hints at what to look at twice, while it is pending', () => {
    const hints = ['long', 'hintOfANewerServer']
    expect(page({ detail: detailOf({ hints }) }).visit?.hints).toEqual([
      { words: '预约天数较长，请确认确有需要' },
      { words: 'hintOfANewerServer' },
    ])
    expect(page({ detail: detailOf({ hints }, { state: 'approved' }) }).visit?.hints).toEqual([])
  })
})

describe('the buttons', () => {
  test.each([
    ['a pending booking', { approve: true, return: true, revoke: false }, 'decide'],
    ['a pending one whose days are past', { approve: false, return: true, revoke: false }, 'decide'],
    ['an approved one', { approve: false, return: false, revoke: true }, 'revoke'],
    ['one that is over', { approve: false, return: false, revoke: false }, 'none'],
  ])('of %s are those that would not be refused', (_, allowedActions, kind) => {
    const { footer } = page({ detail: detailOf({ allowedActions }) })
    expect(footer).toMatchObject({
      kind,
      mayApprove: allowedActions.approve,
      mayReturn: allowedActions.return,
    })
  })

  test('are gone for a frozen approver, who is told why', () => {
    const view = page({ me: meOf(frozenApprover(NOW)) })
    expect(view.footer.kind).toBe('none')
    expect(view.frozen?.advice).toContain('岗位变动')
  })

  test.each([
    ['freezes the account', { me: meOf(frozenApprover(NOW)) }],
    [
      'ends the days',
      { detail: detailOf({ allowedActions: { approve: false, return: false, revoke: false } }) },
    ],
  ])('a refusal that %s stays to be read when they are gone', (_, changes) => {
    const refused = '您的审批账号已被冻结'
    expect(page({ ...changes, refused }).footer).toMatchObject({ kind: 'refused', line: refused })
    expect(page({ ...changes, refused, sheet: { open: true, kind: 'return' } }).footer.kind).toBe('none')
  })

  test('wait for the answer, and say so when it is late', () => {
    expect(page({ waiting: 'approve' }).footer).toMatchObject({ approving: true, waiting: true, line: '' })
    expect(page({ waiting: 'return' }).footer).toMatchObject({ approving: false, waiting: true })
    expect(page({ waiting: 'approve', repeating: true }).footer.line).toBe('还没有收到答复，正在重试…')
  })

  test('a refusal stands above them, or in the sheet while that is open', () => {
    const refused = '办理的人较多，请稍后再试'
    expect(page({ refused }).footer).toMatchObject({ line: refused, lineIsRefusal: true })
    const inSheet = page({ refused, sheet: { open: true, kind: 'return' } })
    expect(inSheet.footer.line).toBe('')
    expect(inSheet.sheet.failure).toBe(refused)
  })
})

describe('after a decision', () => {
  const queue = { rows: [rowOf(), rowOf({ id: 'visit-2' }), rowOf({ id: 'visit-3' })], more: false }

  test.each([
    ['approve', '已通过，访客凭通行码入校'],
    ['return', '已退回，访客修改后可重新提交'],
    ['revoke', '已取消审核，通行证已失效；访客若在校内仍可离校'],
  ] as const)('%s: says what happens next', (decided, sentence) => {
    expect(page({ decided }).notice?.sentence).toBe(sentence)
  })

  test('offers the most urgent other booking', () => {
    expect(page({ decided: 'approve', queue }).footer).toMatchObject({
      kind: 'next',
      nextId: 'visit-2',
      next: '下一条（还有2条）',
    })
    expect(page({ decided: 'approve', queue: { ...queue, more: true } }).footer.next).toBe(
      '下一条（还有2+条）',
    )
  })

  test('offers the list alone when nothing else waits or nobody knows', () => {
    expect(page({ decided: 'approve', queue: { rows: [rowOf()], more: false } }).footer).toMatchObject({
      kind: 'next',
      nextId: '',
    })
    expect(page({ decided: 'approve' }).footer).toMatchObject({ kind: 'next', nextId: '' })
  })

  test.each([
    ['approved just now', { decided: 'approve' }, { revoke: true }, true],
    ['approved, and taken back', { decided: 'revoke' }, { revoke: false }, false],
    ['sent back', { decided: 'return' }, { revoke: false }, false],
    ['by somebody else', { overtaken: '韦建国已通过' }, { revoke: true }, false],
    ['long ago', {}, { revoke: true }, false],
  ] as const)('a wrong tap is taken back where it was made: %s', (_, state, may, mayUndo) => {
    const allowedActions = { approve: false, return: false, ...may }
    const { footer } = page({ ...state, detail: detailOf({ allowedActions }) })
    expect(footer.mayUndo).toBe(mayUndo)
  })

  test('of somebody quicker: says who decided what and when, and goes on', () => {
    const refusal = {
      code: 'ALREADY_DECIDED',
      message: '这条预约已由莫丽华处理：已通过',
      details: { byName: '莫丽华', state: 'approved', at: NOW - MINUTE },
    }
    const overtaken = overtakenSentence(refusal as never, NOW)
    expect(overtaken).toBe('这条预约已由莫丽华处理：已通过（今天 13:59）')
    expect(page({ overtaken, queue })).toMatchObject({
      notice: { sentence: overtaken },
      footer: { kind: 'next', nextId: 'visit-2' },
    })
    expect(overtakenSentence({ ...refusal, details: {} } as never, NOW)).toBe(refusal.message)
  })
})

describe('the reason', () => {
  test.each([
    ['', '请写明原因，访客会看到'],
    ['来访事由不清楚', ''],
    ['字'.repeat(100), ''],
    ['字'.repeat(101), '原因最多100个字'],
  ])('%j → %j', (reason, fieldError) => {
    expect(reasonFieldError(reason)).toBe(fieldError)
  })

  test('the sheet shows the visitor’s sentence at once and a field error only after a try', () => {
    const sheet = initialSheet('return')
    expect(sheetView(sheet)).toMatchObject({ preview: '', fieldError: '', action: '退回' })
    expect(sheetView({ ...sheet, tried: true }).fieldError).toBe('请选择原因，访客会看到')
    expect(sheetView({ ...sheet, asks: true, tried: true }).fieldError).toBe('请写明原因，访客会看到')
    const answered = { ...sheet, reason: '日期需调整；周三可以', tried: true }
    expect(sheetView(answered)).toMatchObject({
      preview: '访客会看到：“日期需调整；周三可以”',
      fieldError: '',
    })
  })

  test('taking an approval back says that leaving stays allowedActions', () => {
    expect(sheetView(initialSheet('revoke')).explanation).toContain('仍可离校')
  })
})
