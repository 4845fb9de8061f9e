import { expect, test, vi } from 'vitest'
import { openCloud, WITH_SDK } from '../functions/echo-functions'

const source = `${WITH_SDK} exports.main = async (event) => ({ event, openid: cloud.getWXContext().OPENID ?? null })`
const config = { triggers: [{ name: 'everySecond', type: 'timer', config: '* * * * * * *' }] }

test('a timer fires when told, with its name and nobody behind it', async () => {
  const { cloud } = await openCloud({ timer: { source, config } })
  const { result } = await cloud.fireTimer('everySecond')
  expect(result).toEqual({
    event: {
      Type: 'Timer',
      TriggerName: 'everySecond',
      Time: expect.stringMatching(/^\d{4}-.+Z$/),
      Message: '',
    },
    openid: null,
  })
  await expect(cloud.fireTimer('never')).rejects.toThrow(RangeError)
})

test('it fires by itself when timers are on', async () => {
  const { cloud } = await openCloud({ timer: { source, config } }, { timers: true })
  await vi.waitFor(
    () => expect(cloud.calls.recent.filter((call) => call.source === 'timer').length).toBeGreaterThan(1),
    {
      timeout: 8000,
    },
  )
})

test('it is silent when timers are off', async () => {
  const { cloud } = await openCloud({ timer: { source, config } })
  await new Promise((resolve) => setTimeout(resolve, 1600))
  expect(cloud.calls.recent).toEqual([])
})
