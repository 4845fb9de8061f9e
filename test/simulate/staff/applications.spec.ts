import { describe, expect, jest, test } from '@jest/globals'
import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import { MAX_PEOPLE_A_CALL } from '../../../miniprogram/domain/standing-pass/standing-pass'
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
      'standing.revise': { passId: 'p', state: 'draft', refused: [] },
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

  test('changed into days of which another pass has somebody, says who can’t be on it', async () => {
    const refused = [{ name: '韦小宝', code: 'DUPLICATE', unitName: '文学院' }]
    const { does, modal, phone } = await ready({
      'standing.revise': { passId: 'p', state: 'asked', refused },
    })
    does.render({ mode: 'change', people: [] })
    await does.onSend()
    expect(modal.mock.calls[0]?.[0]).toMatchObject({
      title: '1人未能加入',
      content: '韦小宝：已有文学院的长期通行',
    })
    expect(phone.navigateBack).toHaveBeenCalledTimes(1)
  })

  const crew = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...PERSON,
      name: `工人${from + at}`,
      plate: `桂C${10_000 + from + at}`,
    }))
  const broken = async (how: 'offline' | object, refusedFirst: object[] = []) => {
    let breaks = true
    const opened = await ready({
      'standing.apply': {
        passId: 'p',
        state: 'asked',
        added: 50 - refusedFirst.length,
        refused: refusedFirst,
      },
      'standing.add': () => (breaks ? how : { passId: 'p', state: 'asked', added: 10, refused: [] }),
      'standing.revise': { passId: 'p', state: 'asked', refused: [] },
    })
    opened.does.render({ people: crew(0, 60) })
    await opened.does.onSend()
    expect(opened.data()).toMatchObject({ sending: false, refused: expect.stringMatching(/./) })
    breaks = false
    return opened
  }
  const namesOf = ({ input }: { input: any }) => input.people.map(({ name }: { name: string }) => name)

  test('whose list broke off goes on with the same pass, under the key of what wasn’t answered', async () => {
    const { phone, does } = await broken('offline')
    const before = phone.called('standing.add').length
    await does.onSend()
    expect(phone.called('standing.apply')).toHaveLength(1)
    const [last] = phone.called('standing.add').slice(-1)
    expect(phone.called('standing.add')).toHaveLength(before + 1)
    expect(namesOf(last as never)).toEqual(crew(50, 10).map(({ name }) => name))
    expect(last).toMatchObject({
      input: { passId: 'p' },
      requestId: phone.called('standing.add')[0]?.requestId,
    })
  })

  test('whose list broke off and was changed then makes no second pass', async () => {
    const { phone, does } = await broken(refused('TOO_MANY_SEARCHES'))
    does.onRemovePerson({ currentTarget: { dataset: { at: 0 } } })
    await does.onSend()
    expect(phone.called('standing.apply')).toHaveLength(1)
    const [last] = phone.called('standing.add').slice(-1)
    expect(namesOf(last as never)).toEqual(crew(51, 9).map(({ name }) => name))
  })

  test('whose list broke off keeps whom the first part refused, to be told of them in the end', async () => {
    const { phone, does } = await broken(refused('TOO_MANY_SEARCHES'), [
      { index: 3, code: 'BLACKLISTED', unitName: '' },
    ])
    await does.onSend()
    const [last] = phone.called('standing.add').slice(-1)
    expect(namesOf(last as never)).toEqual([...crew(3, 1), ...crew(50, 10)].map(({ name }) => name))
  })
})

describe('a long list, of which a part was taken when the network broke', () => {
  const MANY = Array.from({ length: MAX_PEOPLE_A_CALL + 1 }, (_, index) => ({
    ...PERSON,
    name: `客人${index}`,
  }))

  test('sent again it goes on with the pass that was made, and with who is still to come', async () => {
    const refusal = [{ index: 2, code: 'BLACKLISTED', unitName: '' }]
    const adds = [refused('BUSY_FOR_GOOD'), { passId: 'p', state: 'asked', added: 2, refused: [] }]
    const { phone, does, data } = await open('staff/standing-pass/make/make', {
      'standing.apply': { passId: 'p', state: 'asked', added: MAX_PEOPLE_A_CALL - 1, refused: refusal },
      'standing.revise': { passId: 'p', state: 'asked', refused: [] },
      'standing.add': () => adds.shift() as object,
    })
    does.render({ why: '食堂劳务', lastDay: addDays(TODAY, 100), people: MANY })
    await does.onSend()
    expect(data()).toMatchObject({ sending: false, refused: expect.stringMatching(/./) })
    const left = ['客人2', MANY.at(-1)?.name]
    expect(data().people.map(({ name }: any) => name)).toEqual(left)
    await does.onSend()
    expect(phone.called('standing.apply')).toHaveLength(1)
    expect((phone.called('standing.add').at(-1)?.input.people as any[]).map(({ name }) => name)).toEqual(left)
    expect(phone.navigateBack).toHaveBeenCalledTimes(1)
  })
})

describe('what was typed and not sent is there again, until it was sent', () => {
  const again = async (address: string, state: object, answers: Answers) => {
    const first = await open(address, answers)
    first.does.render(state)
    first.does.onUnload()
    await settled()
    const key = address.includes('standing') ? 'typed:standing' : 'typed:activity'
    const { data } = await (globalThis as any).wx.getStorage({ key })
    const second = await open(address, answers)
    await (globalThis as any).wx.setStorage({ key, data })
    second.does.onLoad({})
    await settled()
    return second
  }

  test.each([
    [
      ...['staff/standing-pass/make/make', 'standing.apply'],
      { why: '食堂劳务', firstDay: addDays(TODAY, -1), lastDay: addDays(TODAY, 9), people: [PERSON] },
      { why: '食堂劳务', firstDay: TODAY, people: [{ name: '韦小宝' }] },
      { passId: 'p', state: 'asked', added: 1, refused: [] },
    ],
    [
      ...['staff/activities/make/make', 'activity.apply'],
      { title: '开放日', quota: '300', gateIds: ['gone', optionsOf().gates[0]?.id] },
      {
        title: '开放日',
        quota: '300',
        gates: expect.arrayContaining([expect.objectContaining({ chosen: true })]),
      },
      { activityId: 'a', state: 'asked' },
    ],
  ] as const)('%s', async (address, action, typed, seen, answer) => {
    const { phone, does, data } = await again(address, typed, { [action]: answer })
    expect(data()).toMatchObject(seen)
    await does.onSend()
    expect(phone.called(action)).toHaveLength(1)
    does.onUnload()
    await settled()
    const key = address.includes('standing') ? 'typed:standing' : 'typed:activity'
    await expect((globalThis as any).wx.getStorage({ key })).rejects.toThrow('not found')
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
