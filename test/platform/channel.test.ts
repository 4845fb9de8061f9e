import { afterEach, expect, test } from 'vitest'
import { CHANNEL_VARIABLE, envVersion, miniprogramState } from '../../cloudfunctions/platform/channel'

afterEach(() => {
  delete process.env[CHANNEL_VARIABLE]
})

test.each([
  ['develop', 'developer', 'develop'],
  ['trial', 'trial', 'trial'],
  ['release', 'formal', 'release'],
  [undefined, 'formal', 'release'],
  ['toString', 'formal', 'release'],
])('messages and codes of the channel %s open %s, %s', (channel, state, version) => {
  if (channel !== undefined) process.env[CHANNEL_VARIABLE] = channel
  expect([miniprogramState(), envVersion()]).toEqual([state, version])
})
