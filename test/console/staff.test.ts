import { describe, expect, it, test } from 'vitest'
import {
  draftOfStaff,
  isCut,
  newStaff,
  savingNotes,
  staffLines,
  staffOf,
  unbindQuestion,
  type StaffDraft,
} from '../../console/pages/staff/staff'

const staff = {
  ...{ id: '2003112', name: '覃海燕', unitId: 'computing', unitName: '计算机学院', phone: '138****0001' },
  ...{ active: true, bound: true, roles: ['approver' as const, 'guard' as const], seen: 'one' },
}

it('a row says whether its person is bound, and what they are', () =>
  expect(
    staffLines([staff, { ...staff, bound: false, roles: [] }, { ...staff, active: false }]).map((line) => [
      line.state,
      line.roles,
    ]),
  ).toEqual([
    ['已绑定微信', '审批人、门岗'],
    ['未绑定', ''],
    ['已离校', '审批人、门岗'],
  ]))

it('as many as one search finds may not be all', () => {
  expect(isCut(Array.from({ length: 19 }, () => staff))).toBe(false)
  expect(isCut(Array.from({ length: 20 }, () => staff))).toBe(true)
})

it('before somebody is unbound it says which roles go with it', () => {
  expect(unbindQuestion(staff).note).toContain('同时失去：审批人、门岗。')
  expect(unbindQuestion({ ...staff, roles: ['desk'] }).note).toContain('同时失去：110指挥中心。')
  expect(unbindQuestion({ ...staff, roles: [] }).note).not.toContain('同时失去')
})

describe('saving', () => {
  test.each<[Partial<StaffDraft>, string[]]>([
    [{}, []],
    [{ name: '覃海雁' }, []],
    [{ phone: '13800000002' }, ['保存后本人将被解除绑定，同时失去：审批人、门岗。']],
    [{ active: false }, ['保存后本人将被解除绑定，同时失去：审批人、门岗。']],
    [{ unitId: 'library' }, ['换了单位：待审批的预约随本人转到新单位，在原单位的代理结束。']],
    [{ before: { ...staff, bound: false }, phone: '13800000002' }, []],
  ])('%j: %j', (more, notes) => expect(savingNotes({ ...draftOfStaff(staff), ...more })).toEqual(notes))

  test.each<[Partial<StaffDraft>, boolean]>([
    [{}, true],
    [{ name: ' ' }, false],
    [{ unitId: '' }, false],
    [{ pinyin: 'Qin  Hai Yan' }, true],
    [{ pinyin: '覃' }, false],
  ])('a row with %j can be saved: %s', (more, ready) =>
    expect(staffOf({ ...draftOfStaff(staff), ...more }) !== null).toBe(ready),
  )
  it('a number that isn’t typed stays; a new row needs one, and an id', () => {
    expect(staffOf(draftOfStaff(staff))).toMatchObject({ phone: null, staffId: '2003112' })
    const fresh = { ...newStaff(), staffId: '2024001', name: '新', unitId: 'computing' }
    expect(staffOf(fresh)).toBeNull()
    expect(staffOf({ ...fresh, phone: '13800000003', staffId: '工号' })).toBeNull()
    expect(staffOf({ ...fresh, phone: '13800000003' })).toMatchObject({ phone: '13800000003', pinyin: '' })
  })
})
