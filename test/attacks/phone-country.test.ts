import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCampus, type Campus } from '../functions/campus'

/** The country code is part of the number: nobody binds a member of staff by the same digits of another country (spec 1). */
let campus: Campus
beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())

test.each([
  ['49', 'STAFF_NOT_FOUND'],
  ['1', 'STAFF_NOT_FOUND'],
  ['852', 'STAFF_NOT_FOUND'],
  ['8', 'STAFF_NOT_FOUND'],
  ['0', 'STAFF_NOT_FOUND'],
  ['', 'STAFF_NOT_FOUND'],
  ['86', 'ok'],
])('the number of a member of staff, of country %s: %s', async (countryCode, outcome) => {
  const staff = campus.demo.staff.filter(({ openid }) => openid === null)[5]
  const code = campus.cloud.phoneCode(staff?.mobile ?? '', countryCode)
  expect(await campus.person(`binder-${countryCode}`).outcome('staff.bind', { code })).toBe(outcome)
})
