import { expect, test } from 'vitest'
import type { FunctionCall } from '../../../../local/cloud/index'
import { openCloud, WITH_SDK } from './echo-functions'

const failure = (attempt: Promise<unknown>) =>
  attempt.then(
    () => expect.unreachable('it should have failed'),
    (error: { errCode: number; errMsg: string }) => error,
  )

const WHO = `${WITH_SDK} exports.main = async ({ wait }) => {
  const before = cloud.getWXContext()
  await new Promise((resolve) => setTimeout(resolve, wait))
  return [before.OPENID, cloud.getWXContext().OPENID, cloud.getWXContext().APPID]
}`

test('each call has its own identity, however many run at once', async () => {
  const { cloud } = await openCloud({ who: { source: WHO } }, { workers: 3 })
  const callers = Array.from({ length: 12 }, (_caller, index) => ({
    openid: `o_${index}`,
    appid: `wx_${index}`,
  }))
  const answers = await Promise.all(
    callers.map((caller, index) =>
      cloud.invoke('who', { wait: (index * 7) % 20 }, caller).then(({ result }) => result),
    ),
  )
  expect(answers).toEqual(callers.map(({ openid, appid }) => [openid, openid, appid]))
})

test('nothing of one caller is left for the next', async () => {
  const { cloud } = await openCloud({ who: { source: WHO } }, { workers: 1 })
  await cloud.invoke('who', { wait: 0 }, { openid: 'o_1', appid: 'wx_1', unionid: 'u_1' })
  expect((await cloud.invoke('who', { wait: 0 })).result).toEqual([null, null, null])
})

test('a function that takes too long is ended, and the next call gets a new instance', async () => {
  const source = `exports.main = async ({ how }) => {
    if (how === 'wait') await new Promise(() => {})
    if (how === 'spin') for (;;);
    return 'done'
  }`
  const { cloud } = await openCloud({ slow: { source, config: { timeout: 0.2 } } }, { workers: 1 })
  for (const how of ['wait', 'spin']) {
    const { errCode, errMsg } = await failure(cloud.invoke('slow', { how }))
    expect(errCode).toBe(-504003)
    expect(errMsg).toContain('Invoking task timed out after 0.2 seconds')
  }
  expect((await cloud.invoke('slow', {})).result).toBe('done')
})

test('what a function throws reaches the caller with its place', async () => {
  const source = `exports.main = async ({ how }) => {
    if (how === 'later') { setTimeout(() => { throw new Error('out of reach') }); await new Promise(() => {}) }
    if (how === 'exit') process.exit(1)
    if (how === 'circle') { const circle = {}; circle.circle = circle; return circle }
    if (how === 'fill') { const all = []; for (;;) all.push(new Array(1e6).fill(Math.random())) }
    if (how) throw new TypeError('no such thing')
    return 'well'
  }`
  const { cloud } = await openCloud(
    { bad: { source, config: { timeout: 20, memorySize: 64 } } },
    { workers: 1 },
  )
  const expected = {
    now: 'TypeError: no such thing',
    later: 'out of reach',
    exit: 'exited',
    circle: 'circular',
    fill: 'memory',
  }
  for (const [how, text] of Object.entries(expected)) {
    const { errCode, errMsg } = await failure(cloud.invoke('bad', { how }))
    expect(errCode, how).toBe(-504002)
    expect(errMsg, how).toMatch(new RegExp(`cloud.callFunction:fail .*functions execute fail.*${text}`, 's'))
    expect((await cloud.invoke('bad', {})).result, `after ${how}`).toBe('well')
  }
})

test('a function that is not there, one that fails to load, one without main', async () => {
  const { cloud } = await openCloud({
    broken: { source: 'throw new Error("no key")' },
    empty: { source: '' },
  })
  expect((await failure(cloud.invoke('nowhere', {}))).errCode).toBe(-501000)
  expect((await failure(cloud.invoke('../etc', {}))).errCode).toBe(-501000)
  expect((await failure(cloud.invoke('broken', {}))).errMsg).toContain('no key')
  expect((await failure(cloud.invoke('empty', {}))).errMsg).toContain('exports no main')
})

test('events and results are JSON, the clock is UTC, the environment is the given one', async () => {
  const source = `exports.main = async (event) => ({ event, kind: typeof event.at, at: new Date(0), hour: new Date(0).getHours(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone, key: process.env.KEY, home: process.env.HOME })`
  const { cloud } = await openCloud({ echo: { source } }, { environment: { KEY: 'k' } })
  const { result } = await cloud.invoke('echo', { at: new Date(5), none: undefined })
  expect(result).toEqual({
    event: { at: '1970-01-01T00:00:00.005Z' },
    kind: 'string',
    at: '1970-01-01T00:00:00.000Z',
    hour: 0,
    zone: 'UTC',
    key: 'k',
  })
})

test('a bundle built anew is used by the next call', async () => {
  const { cloud, deploy } = await openCloud({ version: { source: 'exports.main = async () => 1' } })
  expect((await cloud.invoke('version', {})).result).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 20))
  deploy('version', { source: 'exports.main = async () => 2' })
  expect((await cloud.invoke('version', {})).result).toBe(2)
})

test('a function calls another on behalf of its own caller', async () => {
  const source = `${WITH_SDK} exports.main = async ({ depth }) => depth === 0
    ? [cloud.getWXContext().OPENID, cloud.getWXContext().SOURCE]
    : (await cloud.callFunction({ name: 'chain', data: { depth: depth - 1 } })).result`
  const { cloud } = await openCloud({ chain: { source } })
  expect((await cloud.invoke('chain', { depth: 2 }, { openid: 'o_1' })).result).toEqual([
    'o_1',
    'wx_client,scf',
  ])
})

test('every call is told: who, what, how long, with what outcome', async () => {
  const source = `exports.main = async ({ action }) => action === 'refuse' ? { ok: false, code: 'FULL' } : { ok: true }`
  const { cloud } = await openCloud({ api: { source } })
  const told: FunctionCall[] = []
  cloud.calls.subscribe((call) => told.push(call))
  await cloud.invoke('api', { action: 'submit' }, { openid: 'o_1' })
  await cloud.invoke('api', { action: 'refuse' }, { openid: 'o_2' })
  await failure(cloud.invoke('nowhere', {}))
  expect(told).toMatchObject([
    { name: 'api', action: 'submit', caller: 'o_1', outcome: 'ok' },
    { name: 'api', action: 'refuse', caller: 'o_2', outcome: 'refused', code: 'FULL' },
    { name: 'nowhere', outcome: 'failed', code: 'FUNCTION_NOT_FOUND' },
  ])
  expect(told.every(({ durationMs }) => durationMs >= 0)).toBe(true)
})
