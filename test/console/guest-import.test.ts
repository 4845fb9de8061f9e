import { expect, it, vi } from 'vitest'
import { useGuestImport } from '../../console/pages/activity/guest-import'
import { textOfSheet } from '../../console/sheet/text-of-sheet'
import type { Activity } from '../../console/pages/activity/activities'
import { ApiError } from '../../miniprogram/api/api-error'
import { MAX_PEOPLE_A_CALL } from '../../miniprogram/domain/standing-pass/standing-pass'
import { TODAY } from '../domain/builders'
import { identityOf } from '../functions/visitors'

const plan: Activity['plan'] = {
  ...{ title: '年会', purpose: 'official', firstDay: TODAY, lastDay: TODAY, hours: null, gateIds: [] },
  ...{ quota: 50, asksPlate: true, question: '' },
}
const rowOf = (number: number): string =>
  ['参会人', identityOf(number).document, identityOf(number).phone].join('\t')
const listOf = (count: number): string => Array.from({ length: count }, (_, at) => rowOf(at + 1)).join('\n')

type Add = Parameters<typeof useGuestImport>[2]
function opened(text: string, add: Add = vi.fn(taken)) {
  const list = useGuestImport(
    () => plan,
    () => TODAY,
    add,
  )
  list.text.value = text
  list.check()
  return { list, add: add as ReturnType<typeof vi.fn<Add>> }
}
const taken: Add = (people) =>
  Promise.resolve({ activityId: 'a', state: 'open' as const, added: people.length, refused: [] })

it('is checked before anybody is taken in: what is wrong stands by its row, the others go', async () => {
  const { list, add } = opened(`姓名\t证件号码\t手机\n${rowOf(1)}\n无证件\t\t\n${rowOf(2)}`)
  expect(list.faults.value).toMatchObject([{ place: '第3行 证件号码' }])
  expect([list.all.value, list.broken.value]).toEqual([2, 1])
  expect(add).not.toHaveBeenCalled()
  await list.send()
  expect([list.stage.value, list.added.value]).toEqual(['done', 2])
})

it.each([
  ['empty lines', '\n \n'],
  ['a heading alone', '姓名\t证件号码'],
])('of %s says what a list looks like', (_what, text) => {
  const { list } = opened(text)
  expect([list.stage.value, list.failure.value]).toEqual(['typing', expect.stringContaining('没有读到客人')])
})

it('goes piece by piece; what had no answer is sent again under its own id', async () => {
  const add = vi.fn(taken)
  add.mockImplementationOnce(taken).mockRejectedValueOnce(new ApiError('NETWORK', {}))
  const { list } = opened(listOf(2 * MAX_PEOPLE_A_CALL + 1), add)
  await list.send()
  expect([list.stage.value, list.added.value, list.left.value]).toEqual([
    ...['stopped', MAX_PEOPLE_A_CALL, MAX_PEOPLE_A_CALL + 1],
  ])
  await list.send()
  expect([list.stage.value, list.added.value]).toEqual(['done', 2 * MAX_PEOPLE_A_CALL + 1])
  const ids = add.mock.calls.map(([, requestId]) => requestId)
  expect(ids[1]).toBe(ids[2])
  expect(new Set(ids).size).toBe(3)
})

it('says by row and name who couldn’t be taken in', async () => {
  const add: Add = () =>
    Promise.resolve({
      ...{ activityId: 'a', state: 'open' as const, added: 0 },
      refused: [{ index: 0, code: 'DUPLICATE' as const, unitName: '文学院' }],
    })
  const { list } = opened(`\n${rowOf(1)}`, add)
  await list.send()
  expect(list.refused.value).toEqual([{ at: 2, place: '第2行 参会人', sentence: '已有文学院的有效预约' }])
})

it('a sheet reads as a list that was pasted, whatever stands in its cells', () =>
  expect(
    textOfSheet([
      [
        { kind: 'text', text: 'a\tb\nc' },
        { kind: 'number', text: '138' },
      ],
    ]),
  ).toBe('a b c\t138'))
