import { describe, expect, test } from '@jest/globals'
import { MAX_PEOPLE_A_CALL } from '../../../miniprogram/domain/standing-pass/standing-pass'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { identityOf } from '../../functions/visitors'
import { openPage, phoneWith, refused, settled, type Answers } from './stage'

/** A list of guests that an organiser pastes on the phone (spec 4.2). */

const TODAY = dayOf(Date.now())
const ACTIVITY = {
  activity: { id: 'a', title: '学术年会', state: 'open', over: false },
  plan: {
    ...{ title: '学术年会', purpose: 'official', firstDay: TODAY, lastDay: TODAY, hours: null },
    ...{ gateIds: [], quota: 500, asksPlate: false, question: '' },
  },
  allowedActions: { addGuests: true },
}
const rowOf = (number: number) => `参会人\t${identityOf(number).document}\t${identityOf(number).phone}`
const listOf = (count: number) => Array.from({ length: count }, (_, at) => rowOf(at + 1)).join('\n')
const taken = (added: number, others: object[] = []) => ({
  ...{ activityId: 'a', state: 'open', added, refused: others },
})

const open = async (answers: Answers, text: string) => {
  const phone = phoneWith({ 'activity.get': ACTIVITY, ...answers })
  const page = openPage('staff/activities/import/import', { id: 'a' })
  const does = page.instance as any
  await settled()
  does.onText({ detail: { value: text } })
  does.onRead()
  await settled()
  return { phone, page, does, data: () => does.data, sent: () => phone.called('activity.addGuests') }
}

describe('a list of guests on the phone', () => {
  test('is checked before anybody is taken in; what is wrong stands by its row', async () => {
    const { page, does, data, sent } = await open(
      { 'activity.addGuests': taken(2) },
      `姓名\t证件号码\t手机\n${rowOf(1)}\n无证件\t\t\n${rowOf(2)}`,
    )
    expect(data()).toMatchObject({ result: '可以导入2人', action: '导入2人', noCars: true })
    expect(page.dom?.textContent).toContain('第3行 证件号码')
    expect(sent()).toEqual([])
    await does.onSend()
    expect(sent()).toHaveLength(1)
    expect(data().note).toBe('')
    expect(data()).toMatchObject({ result: '已导入2人', action: '', sending: false })
  })

  test('goes part by part; what had no answer is sent again under its own key', async () => {
    let calls = 0
    const { does, data, sent } = await open(
      {
        'activity.addGuests': () =>
          ++calls === 2 ? refused('BUSY') : taken(calls === 1 ? MAX_PEOPLE_A_CALL : 1),
      },
      listOf(MAX_PEOPLE_A_CALL + 1),
    )
    await does.onSend()
    expect(data()).toMatchObject({ result: `已导入${MAX_PEOPLE_A_CALL}人`, action: '继续导入其余1人' })
    expect(data().note).not.toBe('')
    await does.onSend()
    expect(data()).toMatchObject({ result: `已导入${MAX_PEOPLE_A_CALL + 1}人`, action: '', note: '' })
    const ids = sent().map(({ requestId }) => requestId)
    expect([ids.at(-1), new Set(ids).size]).toEqual([ids[1], 2])
  })

  test('who can’t be taken in is named by the row, and why', async () => {
    const { page, does } = await open(
      { 'activity.addGuests': taken(1, [{ index: 1, code: 'DUPLICATE', unitName: '文学院' }]) },
      listOf(2),
    )
    await does.onSend()
    await settled()
    expect(page.dom?.textContent).toContain('1人未能导入')
    expect(page.dom?.textContent).toContain('第2行 参会人：已有文学院的有效预约')
  })

  test('what was typed is another list from now on', async () => {
    const { does, data, sent } = await open({}, listOf(1))
    does.onText({ detail: { value: '' } })
    expect(data()).toMatchObject({ result: '', action: '', mayRead: false })
    does.onRead()
    expect(data().note).toContain('没有读到客人')
    expect(sent()).toEqual([])
  })

  test('of an activity that takes nobody any more there is nothing to paste', async () => {
    const closed = { ...ACTIVITY, allowedActions: { addGuests: false } }
    const { page } = await open({ 'activity.get': closed }, listOf(1))
    expect(page.dom?.textContent).toContain('这项活动不再接受客人')
  })
})
