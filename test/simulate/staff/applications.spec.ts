import { describe, expect, jest, test } from '@jest/globals'
import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import { BLANK_PERSON } from '../../../miniprogram/staff/standing-pass/make/make.view'
import { HOST, meOf, optionsOf } from '../../views/visitor/builders'
import { openPage, phoneWith, refused, settled, type Answers } from './stage'

/** What an approver applies for: a standing pass (spec 4.4), and a card that its guest fills in (spec 4.1). */

const TODAY = dayOf(Date.now())
const PERSON = { ...BLANK_PERSON, name: '韦小宝', document: '450305199003070010' }
const RULES = {
  ...optionsOf({ today: TODAY, latestFirstDay: addDays(TODAY, 30) }),
  standing: { standingLimit: 'days', standingDays: 183, termEnds: [] },
}
const me = () => meOf({ approver: { units: [{ id: 'u', name: '后勤处' }], frozen: null } })

const open = async (address: string, answers: Answers) => {
  const phone = phoneWith({
    me: me(),
    'visit.options': RULES,
    'consent.record': { consents: {} },
    ...answers,
  })
  const modal = jest.fn(async (_: { content: string }) => ({ confirm: true }))
  const toast = jest.fn(async (_: { title: string }) => undefined)
  Object.assign((globalThis as any).wx, { showModal: modal, showToast: toast })
  const page = openPage(address)
  const does = page.instance as any
  await settled()
  return { phone, does, modal, toast, data: () => does.data }
}

describe('a standing pass', () => {
  const MAKE = 'staff/standing-pass/make/make'
  const ready = async (answers: Answers, lastDay = addDays(TODAY, 100)) => {
    const opened = await open(MAKE, answers)
    opened.does.render({ why: '食堂劳务', lastDay, people: [PERSON] })
    return opened
  }

  test('longer than the office allows, its last day is marked, and nothing is sent', async () => {
    const { phone, does, data } = await ready({}, addDays(TODAY, 299))
    await does.onSend()
    expect(data().fieldErrors.lastDay).toMatch(/./)
    expect(phone.called('standing.apply')).toEqual([])
  })

  test('what the server alone finds is said in its words', async () => {
    const fieldErrors = [{ field: 'lastDay', code: 'STANDING_TOO_LONG', details: { latest: TODAY } }]
    const { does, data } = await ready({ 'standing.apply': refused('FORM', { fieldErrors }) })
    await does.onSend()
    expect(data().refused).toMatch(/长期通行/)
  })

  test('of which nobody could be taken isn’t 已提交, and goes on with who is left', async () => {
    const refusedAll = [{ index: 0, code: 'BLACKLISTED', unitName: '' }]
    const { phone, does, modal, toast, data } = await ready({
      'standing.apply': { passId: 'p', state: 'draft', added: 0, refused: refusedAll },
      'standing.revise': { passId: 'p', state: 'draft' },
      'standing.add': { passId: 'p', state: 'asked', added: 1, refused: [] },
    })
    await does.onSend()
    expect(modal.mock.calls[0]?.[0].content).toContain('韦小宝')
    expect(toast).not.toHaveBeenCalled()
    expect(phone.navigateBack).not.toHaveBeenCalled()
    expect(data()).toMatchObject({ refused: expect.stringMatching(/没有提交/), sending: false })
    await does.onSend()
    expect(phone.called('standing.apply')).toHaveLength(1)
    expect(phone.called('standing.add')[0]?.input).toMatchObject({ passId: 'p', people: [PERSON] })
    expect(toast.mock.calls[0]?.[0].title).toContain('已提交')
  })
})

test('a card further ahead than the office allows has its day marked, and isn’t made', async () => {
  const { phone, does, data } = await open('staff/invitations/make/make', {})
  const far = addDays(TODAY, 40)
  does.render({ host: HOST, firstDay: far, lastDay: far })
  await does.onMake()
  expect(data().fieldErrors.firstDay).toMatch(/./)
  expect(phone.called('invitation.link')).toEqual([])
})
