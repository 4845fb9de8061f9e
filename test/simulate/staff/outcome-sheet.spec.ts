import { expect, test } from '@jest/globals'
import { addDays, dayOf, startOfDay } from '../../../miniprogram/domain/values/days'
import { render } from '../render'
import { phoneWith, settled } from './stage'

const TODAY = dayOf(Date.now())

test('the desk says the day on which a car left from the months, and picks what it rests on', async () => {
  phoneWith({})
  const entered = startOfDay(addDays(TODAY, -3))
  const sheet: any = render('staff/desk/outcome-sheet/outcome-sheet', { visible: true, enteredAt: entered })
  const confirmed: any[] = []
  sheet.addEventListener('confirm', (event: { detail: unknown }) => confirmed.push(event.detail))
  await settled()
  sheet.querySelectorAll('.outcome').at(-1)?.dispatchEvent('tap')
  await settled()
  sheet.querySelector('.pick')?.dispatchEvent('tap')
  await settled()
  const days = sheet.querySelector('#days')
  expect(days.instance.data.open).toBe(true)
  days.instance.triggerEvent('change', { value: addDays(TODAY, -1) })
  await settled()
  sheet.instance.onConfirm()
  await settled()
  expect(confirmed).toEqual([])
  const reason = sheet.querySelector('.reason')
  reason
    .querySelectorAll('.chip')
    .find((chip: any) => chip.dom.textContent.includes('调看监控'))
    ?.dispatchEvent('tap')
  await settled()
  sheet.instance.onConfirm()
  const [{ leftAt, ...rest }] = confirmed
  expect(rest).toEqual({ outcome: 'leftUnpaid', reason: '调看监控' })
  expect(dayOf(leftAt)).toBe(addDays(TODAY, -1))
})
