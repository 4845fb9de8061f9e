import { beforeEach, describe, expect, test } from '@jest/globals'
import { dayOf, partsOf } from '../../../miniprogram/domain/values/days'
import { settled } from '../staff/stage'
import { render } from '../render'
import { visitorPhone } from './phone'

beforeEach(() => void visitorPhone({}))

describe('a day years ahead', () => {
  const open = async (properties: object) => {
    const picker: any = render('components/day-picker/day-picker', { heading: '有效期到', ...properties })
    const chosen: unknown[] = []
    picker.addEventListener('change', (event: { detail: unknown }) => chosen.push(event.detail))
    picker.instance.onOpen()
    await settled()
    const tap = async (selector: string, words = '') => {
      const meant = (part: any): boolean => part.dom.textContent.trim().startsWith(words)
      picker.querySelectorAll(selector).find(meant)?.dispatchEvent('tap')
      await settled()
    }
    const year = () => picker.querySelector('.year')?.dom.textContent
    return { picker, chosen, tap, year, data: () => picker.instance.data }
  }

  test('is chosen by its year, month and day', async () => {
    const { chosen, tap, year, picker } = await open({ start: '2026-11-30', far: true })
    expect(year()).toBe('2026年')
    for (let times = 0; times < 5; times++) {
      picker.querySelectorAll('.step')[1]?.dispatchEvent('tap')
      await settled()
    }
    expect(year()).toBe('2031年')
    await tap('.month-number', '2月')
    await tap('.day', '28')
    expect(chosen).toEqual([{ value: '2031-02-28' }])
  })

  test('what is past is grey: neither its year, its month nor its day can be tapped', async () => {
    const { chosen, tap, year, picker, data } = await open({ start: '2026-11-30', far: true })
    picker.querySelectorAll('.step')[0]?.dispatchEvent('tap')
    await tap('.month-number', '3月')
    await tap('.day', '29')
    expect([year(), data().jump.month, chosen]).toEqual(['2026年', 11, []])
    expect(picker.querySelectorAll('.day--off')).toHaveLength(29)
  })

  test('a few weeks are scrolled to, without years', async () => {
    const { year, data } = await open({})
    expect(year()).toBeUndefined()
    const today = partsOf(dayOf(Date.now()))
    expect(data().months.map(({ today: number }: { today: number }) => number)).toContain(today.date)
  })
})
