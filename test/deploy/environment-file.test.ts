import { expect, test } from 'vitest'
import { CHANNELS, withEnvironment } from '../../scripts/deploy/environment-file'
import { read } from '../../scripts/paths.mjs'

const source = read('miniprogram/config/environment.ts')

test.each(CHANNELS)('the environment of %s, and of no other channel', (channel) => {
  const written = withEnvironment(source, channel, 'campus-1a2b')
  const changed = written.split('\n').filter((line, index) => line !== source.split('\n')[index])
  expect(changed).toEqual([`  ${channel}: 'campus-1a2b',`])
  expect(withEnvironment(written, channel, 'campus-1a2b')).toBe(written)
})

test.each(["x', evil: '", '', 'Über', 'a'])('%j is no id of an environment', (id) => {
  expect(() => withEnvironment(source, 'trial', id)).toThrow(/isn't the id/)
})

test('a file without the channel is refused', () => {
  expect(() => withEnvironment('export {}', 'trial', 'campus-1a2b')).toThrow(/no line/)
})
