import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoTemplates } from '../../local/demo'
import { dayOf } from '../../miniprogram/domain/values/days'
import { openCampus, type Campus } from './campus'
import { deployedBrowser, signedIn, type Browser } from './console'
import { approversOf, formFor } from './visitors'

/**
 * What goes to WeChat is sent by functions that may: `api`, which phones call, and `timer`. The console is called over HTTP
 * access, from where nothing goes out; the built functions run as their config.json lets them.
 */
let campus: Campus
let office: Browser
const { newBooking, decision } = demoTemplates

beforeAll(async () => {
  campus = await openCampus({ functions: true })
  office = await browserOf(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())

const browserOf = async (openid: string): Promise<Browser> =>
  signedIn(campus, campus.deployed(openid), await deployedBrowser(campus))
const tick = () => campus.cloud.fireTimer('tick')

const PARTS = { who: 'thing1', why: 'thing2', when: 'thing3', host: 'thing4' } as const
const save = (templateId: string, changed: Partial<typeof PARTS> | Record<string, string> = {}) =>
  office.outcome('template.save', {
    ...{ use: 'newBooking', templateId },
    fields: Object.entries({ ...PARTS, ...changed }).map(([part, field]) => ({ part, field }) as never),
  })
const checked = async () => (await office.get('rules.get', {})).templateChecks.newBooking

it('the office takes templates into use at the console: checked by what the timer has read', async () => {
  await campus.put('settings', { _id: 'rules', templates: { newBooking: '', decision: decision.id } })
  expect(await checked()).toEqual({ state: 'unset', faults: [] })

  // Before its first tick nothing is known of the account: taken, and looked at as soon as it is.
  expect(await save(newBooking.id, { host: 'thing9' })).toBe('ok')
  expect(await checked()).toEqual({ state: 'unread', faults: [] })
  await tick()
  expect(await checked()).toEqual({ state: 'fields', faults: ['host', 'thing4'] })
  expect((await campus.cloud.invoke('timer', { TriggerName: 'probe' })).result).toMatchObject({
    templates: {
      unread: null,
      wrong: [{ use: 'newBooking', templateId: newBooking.id, faults: ['host', 'thing4'] }],
    },
  })

  expect(await save('nobody-has-this')).toBe('TEMPLATE_UNKNOWN')
  expect(await save(newBooking.id, { why: 'name2' })).toBe('TEMPLATE_FIELDS')
  expect(await save(newBooking.id)).toBe('ok')
  expect(await checked()).toEqual({ state: 'fits', faults: [] })
})

it('what is decided at the console is told by the timer', async () => {
  const today = dayOf(Date.now())
  const visitor = campus.deployed('told-from-the-console')
  const { visitId } = await visitor.get('visit.submit', {
    form: formFor(campus, 1, { firstDay: today, lastDay: today }),
  })
  await campus.cloud.consent.record('told-from-the-console', decision.id, 'accept')
  const approver = await browserOf(approversOf(campus, 'computing')[0] ?? '')
  await approver.get('approval.approve', { visitId })
  expect(campus.cloud.notices.list('told-from-the-console')).toEqual([])
  await tick()
  expect(campus.cloud.notices.list('told-from-the-console')).toMatchObject([{ templateId: decision.id }])
})
