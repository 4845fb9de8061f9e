import { describe, expect, it, test } from 'vitest'
import {
  accountLines,
  accountListOf,
  accountQuestion,
  emptyAccounts,
} from '../../console/pages/account/accounts'
import { REQUEST_LISTS, requestFacts, requestState } from '../../console/pages/account/requests'
import { ACCOUNT_REQUEST_STATES } from '../../miniprogram/domain/account/accounts'
import { NOW } from '../domain/builders'

const units = [
  { id: 'u1', name: '数学科学学院' },
  { id: 'u2', name: '图书馆' },
]
const account = { id: 'o1', name: '王敏', units, frozen: null, removed: false, history: [] }

describe('an approver account', () => {
  it('names its units, and that it works', () =>
    expect(accountLines([account], NOW)).toEqual([
      { id: 'o1', name: '王敏', frozen: false, units: '数学科学学院、图书馆', state: '正常', steps: [] },
    ]))
  it('says since when it is frozen, and why', () =>
    expect(accountLines([{ ...account, frozen: { reason: '违规审批', since: NOW } }], NOW)[0]).toMatchObject({
      frozen: true,
      state: '自今天 14:00起冻结：违规审批',
    }))

  test.each([
    ['freeze', '冻结王敏的账号', '冻结', true, false],
    ['unfreeze', '恢复王敏的账号', '恢复', false, false],
    ['remove', '移除王敏的账号', '移除', true, true],
  ] as const)('asks before %s', (change, title, action, wantsReason, final) => {
    const [line] = accountLines([account], NOW)
    const question = accountQuestion(line!, change)
    expect(question).toMatchObject({ key: `${change}:o1`, title, action, final })
    expect(question.reason !== null).toBe(wantsReason)
    expect(question.note).toMatch(/^王敏/)
  })

  it('says what became of it, by whom and why, the latest first; removed, that it is', () => {
    const history = [
      { at: NOW - 86_400_000, action: 'frozen' as const, byName: '秦晓岚', reason: '违规放行' },
      { at: NOW, action: 'removed' as const, byName: '唐玉兰', reason: null },
    ]
    expect(accountLines([{ ...account, removed: true, history }], NOW)[0]).toMatchObject({
      state: '已移除',
      steps: [
        { when: '今天 14:00', words: '移除', by: '唐玉兰', reason: '' },
        { when: '昨天 14:00', words: '冻结', by: '秦晓岚', reason: '违规放行' },
      ],
    })
  })
  test.each([
    ['removed', 'removed'],
    [undefined, 'there'],
    [['removed'], 'there'],
  ])('is listed by the address: %j', (asked, list) => expect(accountListOf(asked)).toBe(list))

  test.each([
    ['', 'there', '还没有审批账号'],
    ['', 'removed', '没有移除过账号'],
    ['物理', 'there', '没有找到“物理”'],
  ] as const)('there is none for %j, %s', (text, list, words) =>
    expect(emptyAccounts(text, list)).toBe(words),
  )
})

describe('a request for an account', () => {
  test.each([
    ['open', 'open'],
    ['accepted', 'accepted'],
    ['refused', 'refused'],
    [undefined, 'open'],
    ['gone', 'open'],
    [['refused'], 'open'],
  ])('is listed by the address: %j', (asked, state) => expect(requestState(asked)).toBe(state))
  it('has a list for each state', () =>
    expect(REQUEST_LISTS.map(({ value }) => value)).toEqual([...ACCOUNT_REQUEST_STATES]))

  const request = {
    ...{ id: 'r1', state: 'open' as const, name: '王敏', unitId: 'u1', unitName: '数学科学学院' },
    ...{ reason: '接替退休同事', leaderName: '李强', askedAt: NOW, answer: null, formUrl: null },
  }
  it('tells what is asked, by whom and when', () =>
    expect(requestFacts(request, NOW).map(({ words }) => words)).toEqual([
      '数学科学学院',
      '接替退休同事',
      '李强',
      '今天 14:00',
    ]))
  it('tells why it was refused', () =>
    expect(requestFacts({ ...request, state: 'refused', answer: '没有盖章' }, NOW).at(-1)).toEqual({
      label: '未通过原因',
      words: '没有盖章',
    }))
})
