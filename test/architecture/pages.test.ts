import { expect, test } from 'vitest'
import { filesIn, read } from '../../scripts/paths.mjs'
import { titleOf } from '../../miniprogram/pages/booking/form/booking-start'
import { TEXT_FIELDS } from '../../miniprogram/domain/visit/form-fields'

/** Pages on which nothing changes, and the one whose frames are all it has. */
const WITHOUT_STATE = [
  'miniprogram/pages/unavailable/unavailable.ts',
  'miniprogram/staff/gate/camera/camera.ts',
]

const pages = filesIn('miniprogram', /\.ts$/).filter(
  (file) => !file.includes('miniprogram_npm') && /^Page\(/m.test(read(file)),
)

test('every page is a stateful page or a list page (behaviors/)', () => {
  expect(pages.length).toBeGreaterThan(30)
  const others = pages.filter((file) => !/^Page\(\n?\s*(?:statefulPage|listPage)\(/m.test(read(file)))
  expect(others).toEqual(WITHOUT_STATE)
})

test('no page sends to the screen by itself what its view says', () => {
  const own = pages.filter((file) => !WITHOUT_STATE.includes(file) && /\bthis\.setData\(/.test(read(file)))
  expect(own).toEqual([])
})

test.each([
  ['pages/booking/form/form', '访客预约申请'],
  ['pages/records/list/list', '预约记录查询'],
  ['staff/invitations/make/make', '邀约访客'],
  ['staff/approvals/list/list', '访客审批'],
])('the title of %s is %s', (page, title) =>
  expect(JSON.parse(read(`miniprogram/${page}.json`))).toMatchObject({ navigationBarTitleText: title }),
)

test.each([
  [{}, '访客预约申请'],
  [{ inviting: 'guest' }, '邀约访客'],
] as const)('and stays so when the booking page opens with %j', (start, title) =>
  expect(titleOf(start)).toBe(title),
)

test.each(TEXT_FIELDS)(
  'the form asks for %s, takes more than its limit, says its fault beside it and finds it',
  (field) => {
    const form = read('miniprogram/pages/booking/form/form.wxml')
    for (const part of [
      `id="at-${field}"`,
      `field="${field}"`,
      `{{texts.${field}.value}}`,
      `maxlength="{{texts.${field}.room}}"`,
    ])
      expect(form).toContain(part)
    expect(form).toContain(`{{fieldErrors.${field} || ''}}`)
  },
)

test('days are chosen from a calendar with weekdays, never turned on the platform’s wheels', () => {
  const templates = filesIn('miniprogram', /\.wxml$/).filter((file) => !file.includes('miniprogram_npm'))
  expect(templates.filter((file) => read(file).includes('<day-picker')).length).toBeGreaterThan(8)
  expect(templates.filter((file) => read(file).includes('mode="date"'))).toEqual([])
})

test('a switch stands in a row that turns it: alone it is too small for a finger', () => {
  const templates = filesIn('miniprogram', /\.wxml$/).filter((file) => !file.includes('miniprogram_npm'))
  expect(templates.filter((file) => read(file).includes('<t-switch'))).toEqual([
    'miniprogram/components/switch-row/switch-row.wxml',
  ])
})

/** A list is pasted there, and read once. */
const OWN_AREAS = [
  'miniprogram/staff/activities/import/import.wxml',
  'miniprogram/staff/standing-pass/make/make.wxml',
]

test('what is typed is never written back while it is being typed: only text-field holds an input', () => {
  const templates = filesIn('miniprogram', /\.wxml$/).filter((file) => !file.includes('miniprogram_npm'))
  const others = templates.filter((file) => /<textarea/.test(read(file)) && !file.includes('/text-field/'))
  expect(others.sort()).toEqual(OWN_AREAS)
})

test('no page waits for a dialog of its own: a tap that comes twice would open two (api/ask.ts)', () => {
  const waiting = filesIn('miniprogram', /\.ts$/).filter(
    (file) => !file.includes('miniprogram_npm') && /await wx\.showModal/.test(read(file)),
  )
  expect(waiting).toEqual([])
  expect(read('miniprogram/api/ask.ts')).toContain('wx.showModal(')
})
