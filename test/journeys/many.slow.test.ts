import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { dayOf } from '../../miniprogram/domain/values/days'
import { mainlandId } from '../domain/builders'
import { APPROVER, openJourney, type Journey } from './journey'
import { button, castMember, offStage, staffId } from './people'
import { allowMessages } from './sheets'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('many')
})
afterAll(() => journey?.close())

it('five approvals at once, one of which a colleague has decided meanwhile: four are done, the fifth says why not', async () => {
  onTestFailed(() => journey.album.failed())
  const approver = () => journey.top(APPROVER)
  const { name } = castMember('visitor-lin')
  // Five people: one may have three live bookings only.
  const booker = (number: number) => `visitor-many-${number}`
  const booked: string[] = []
  for (let number = 1; number <= 5; number++) booked.push(await book(number))

  await journey.top(APPROVER).getByText('待我审批').click()
  await approver().locator('approval-card').nth(4).waitFor()
  await approver().getByRole('button', { name: '多选' }).click()
  await approver().getByRole('checkbox', { name: '全选' }).click()
  await approver().getByText('已选5条').waitFor()
  await journey.album.phone(APPROVER, 'five-chosen')

  const visitId = booked[2]!
  await offStage(journey, castMember('approver-mo').openid, 'approval.return', {
    visitId,
    reason: '日期需调整',
  })
  await button(journey, APPROVER, '通过 5条').click()
  await allowMessages(journey, APPROVER, '访客预约待审批提醒')
  await approver().getByText('4条已办好，1条未成功，原因见各条').waitFor()
  await approver().getByText('这条预约已由莫丽华处理：已退回').waitFor()
  await journey.album.phone(APPROVER, 'four-done')
  await button(journey, APPROVER, '完成').click()
  await approver().getByText('没有待审批的预约').waitFor()

  // What the approver read is what holds.
  for (const [at, id] of booked.entries()) {
    const { rows } = await offStage(journey, booker(at + 1), 'visit.list', { list: 'approved', cursor: null })
    expect(rows.map((row) => row.id)).toEqual(id === visitId ? [] : [id])
  }
  expect(journey.errors).toEqual([])

  async function book(number: number): Promise<string> {
    const today = dayOf(Date.now())
    const form = {
      ...BLANK_FORM,
      privacy: tickedAt(0),
      hostId: staffId('覃海燕', 'computing'),
      purpose: 'official' as const,
      name,
      phoneKind: 'mainland' as const,
      phone: `1380077000${number}`,
      documentKind: 'mainlandId' as const,
      document: mainlandId(number),
      firstDay: today,
      lastDay: today,
    }
    return (await offStage(journey, booker(number), 'visit.submit', { form })).visitId
  }
})
