import { describe, expect, it } from 'vitest'
import { templateState, type AccountTemplate } from '../../../miniprogram/domain/notice/parts'

describe('a template that the office named', () => {
  const fields = { result: 'phrase1', unit: 'thing2', when: 'thing3', note: 'thing4' }
  const own: AccountTemplate = { id: 'T1', fields: ['phrase1', 'thing2', 'thing3', 'thing4'] }
  const others: AccountTemplate = { id: 'T2', fields: ['thing1'] }

  it.each([
    ['is named nowhere', '', [own], { state: 'unset', faults: [] }],
    ['is named nowhere, and nothing is known', '', null, { state: 'unset', faults: [] }],
    ['while the account isn’t known', 'T1', null, { state: 'unread', faults: [] }],
    ['that the account has', 'T1', [others, own], { state: 'fits', faults: [] }],
    ['that the account lacks', 'T1', [others], { state: 'gone', faults: [] }],
    ['of an account without any', 'T1', [], { state: 'gone', faults: [] }],
    [
      'whose fields are others by now',
      'T1',
      [{ id: 'T1', fields: ['phrase1', 'thing2', 'thing3', 'thing5'] }],
      { state: 'fields', faults: ['note', 'thing5'] },
    ],
    [
      'that asks for more by now',
      'T1',
      [{ id: 'T1', fields: [...own.fields, 'time6'] }],
      { state: 'fields', faults: ['time6'] },
    ],
  ] as const)('%s', (_, templateId, account, expected) => {
    expect(templateState('decision', { templateId, fields }, account)).toEqual(expected)
  })
})
