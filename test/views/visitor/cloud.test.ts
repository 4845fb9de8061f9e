import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Action } from '../../../contract'
import { call } from '../../../miniprogram/api/call'
import { idempotencyKey } from '../../../miniprogram/api/idempotency-key'
import { savedKey } from '../../../miniprogram/device-storage/saved-key'
import { formOf } from './builders'

interface Sent {
  action: string
  input: unknown
  requestId?: string
}
type Answer = 'lost' | 'slow' | object

/** A phone whose cloud gives these answers one after another, the last one for good. */
function phoneAnswering(...answers: Answer[]) {
  const sent: Sent[] = []
  const stored = new Map<string, unknown>()
  const signs: string[] = []
  vi.stubGlobal('wx', {
    showLoading: ({ title }: { title: string }) => signs.push(title),
    hideLoading: () => signs.push('hidden'),
    setStorage: ({ key, data, encrypt }: { key: string; data: string; encrypt: boolean }) =>
      encrypt ? Promise.resolve(stored.set(key, data)) : Promise.reject(new Error('to be kept encrypted')),
    getStorage: ({ key }: { key: string }) =>
      stored.has(key)
        ? Promise.resolve({ data: stored.get(key) })
        : Promise.reject(new Error('data not found')),
    removeStorage: ({ key }: { key: string }) => Promise.resolve(stored.delete(key)),
    getRandomValues: ({ length, success }: { length: number; success: (bytes: object) => void }) =>
      success({ randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer }),
    getStorageSync: (key: string) => stored.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => stored.set(key, value),
    cloud: {
      callFunction: ({ data }: { data: Sent }) => {
        const answer = answers[Math.min(sent.length, answers.length - 1)]
        sent.push(data)
        if (answer === 'lost')
          return Promise.reject(Object.assign(new Error('request:fail'), { errCode: -1 }))
        if (answer === 'slow') return new Promise(() => undefined)
        return Promise.resolve({ result: { now: Date.now(), ...(answer as object) } })
      },
    },
  })
  return { sent, stored, signs, ids: () => sent.map(({ requestId }) => requestId) }
}

const done = { ok: true, data: { visitId: 'visit-1', state: 'pending', approvers: 2 } }
const refused = (code: string) => ({ ok: false, code, details: { a: 1 } })
const submit = (key = idempotencyKey(), form = formOf(), onRetry?: () => void) =>
  call('visit.submit', { form }, { idempotencyKey: key, onRetry })
/** The outcome, with all waiting done at once. */
async function outcome<T>(promise: Promise<T>): Promise<T | { code: string }> {
  const settled = promise.catch((refusal: { code: string }) => refusal)
  await vi.runAllTimersAsync()
  return settled
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('a request has its own id where the platform has no generator for keys, as on a computer', async () => {
  const phone = phoneAnswering(done)
  for (const getRandomValues of [
    undefined,
    ({ fail }: { fail: (why: object) => void }) => fail({ errMsg: 'getRandomValues:fail' }),
  ]) {
    Object.assign(wx, { getRandomValues })
    await outcome(submit())
    await outcome(submit())
  }
  expect(new Set(phone.ids()).size).toBe(4)
  for (const id of phone.ids()) expect(id).toMatch(/^[0-9a-f]{32}$/)
})

describe('a reading call', () => {
  test('has no request id and is not repeated', async () => {
    const phone = phoneAnswering('lost')
    expect(await outcome(call('me', {}))).toMatchObject({ code: 'NETWORK' })
    expect(phone.ids()).toEqual([undefined])
  })

  test('gives up after ten seconds', async () => {
    phoneAnswering('slow')
    const promise = call('me', {}).catch((refusal: { code: string }) => refusal.code)
    await vi.advanceTimersByTimeAsync(9_999)
    const early = await Promise.race([promise, Promise.resolve('waiting')])
    await vi.advanceTimersByTimeAsync(2)
    expect([early, await promise]).toEqual(['waiting', 'NETWORK'])
  })

  test('throws the server’s refusal with code, sentence and details', async () => {
    phoneAnswering(refused('TOO_MANY_SEARCHES'))
    expect(await outcome(call('host.search', { text: '张' }))).toMatchObject({
      code: 'TOO_MANY_SEARCHES',
      message: '查询太频繁，请稍后再试',
      details: { a: 1 },
    })
  })
})

describe('calls begun at the same moment', () => {
  const units = { ok: true, data: { units: [] } }
  const both = () => Promise.all([outcome(call('unit.list', {})), outcome(call('deputy.get', {}))])

  test('go as one when they only read, and each gets its own answer', async () => {
    const phone = phoneAnswering({ together: [units, refused('NOT_ALLOWED')] }, units)
    expect(await both()).toEqual([units.data, expect.objectContaining({ code: 'NOT_ALLOWED' })])
    await outcome(call('unit.list', {}))
    expect(phone.sent).toEqual([
      {
        together: [
          { action: 'unit.list', input: {} },
          { action: 'deputy.get', input: {} },
        ],
      },
      { action: 'unit.list', input: {} },
    ])
  })

  test('fail together', async () => {
    phoneAnswering('lost')
    expect(await both()).toMatchObject([{ code: 'NETWORK' }, { code: 'NETWORK' }])
  })

  test('go by themselves when they change something', async () => {
    const phone = phoneAnswering(done)
    await Promise.all([submit(), submit(), outcome(call('unit.list', {}))])
    expect(phone.sent.map(({ action }) => action).sort()).toEqual([
      'unit.list',
      'visit.submit',
      'visit.submit',
    ])
  })
})

describe('a changing call', () => {
  test('is repeated after 1, 2 and 4 seconds with the same request id, and says so', async () => {
    const phone = phoneAnswering('lost', 'lost', 'slow', done)
    const onRetry = vi.fn()
    expect(await outcome(submit(idempotencyKey(), formOf(), onRetry))).toEqual(done.data)
    expect(new Set(phone.ids()).size).toBe(1)
    expect(phone.ids()[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(onRetry).toHaveBeenCalledTimes(3)
  })

  test('gives up after four tries; the next tap sends the same request again', async () => {
    const phone = phoneAnswering('lost')
    const key = idempotencyKey()
    expect(await outcome(submit(key))).toMatchObject({ code: 'NETWORK' })
    await outcome(submit(key))
    expect(phone.sent).toHaveLength(8)
    expect(new Set(phone.ids()).size).toBe(1)
  })

  test('says “还没有收到答复，正在重试” also for a page without words of its own, until the answer is there', async () => {
    const phone = phoneAnswering('lost', 'lost', done)
    await outcome(submit())
    expect(phone.signs).toEqual(['还没有收到答复，正在重试…', '还没有收到答复，正在重试…', 'hidden'])
    const quick = phoneAnswering(done)
    await outcome(submit())
    expect(quick.signs).toEqual([])
  })

  test('is sent all the same where the sign can’t be shown', async () => {
    const phone = phoneAnswering('lost', done)
    vi.stubGlobal('wx', { ...wx, showLoading: undefined, hideLoading: undefined })
    expect(await outcome(submit())).toEqual(done.data)
    expect(phone.sent).toHaveLength(2)
  })

  test('another content is another request', async () => {
    const phone = phoneAnswering('lost')
    const key = idempotencyKey()
    await outcome(submit(key))
    await outcome(submit(key, formOf({ note: '改了一下' })))
    expect(new Set(phone.ids()).size).toBe(2)
  })

  test.each([
    ['DUPLICATE', 2],
    ['BUSY', 1],
    ['INTERNAL', 1],
    ['CLOUD', 1],
  ])(
    'after %s the same content has %i request ids: only a settled answer ends a request',
    async (code, ids) => {
      const phone = phoneAnswering(refused(code))
      const key = idempotencyKey()
      await outcome(submit(key))
      await outcome(submit(key))
      expect(new Set(phone.ids()).size).toBe(ids)
    },
  )

  test('a refusal is an answer: it is not repeated', async () => {
    const phone = phoneAnswering(refused('BLACKLISTED'))
    await outcome(submit())
    expect(phone.sent).toHaveLength(1)
  })
})

describe('a request that outlives the program', () => {
  test('closed before the answer came, the same content goes out under the same request id', async () => {
    const phone = phoneAnswering('lost')
    await outcome(submit(savedKey('sending')))
    expect(phone.sent).toHaveLength(4)
    await outcome(submit(savedKey('sending')))
    expect(phone.sent).toHaveLength(8)
    expect(new Set(phone.ids()).size).toBe(1)
  })

  test.each([
    ['done', done],
    ['refused for good', refused('DUPLICATE')],
  ])('%s: the next one is another request', async (_, answer) => {
    const phone = phoneAnswering(answer)
    await outcome(submit(savedKey('sending')))
    expect(phone.stored.has('sending')).toBe(false)
    await outcome(submit(savedKey('sending')))
    expect(new Set(phone.ids()).size).toBe(2)
  })

  test('other content is another request', async () => {
    const phone = phoneAnswering('lost')
    await outcome(submit(savedKey('sending')))
    await outcome(submit(savedKey('sending'), formOf({ note: '改了一下' })))
    expect(new Set(phone.ids()).size).toBe(2)
  })

  test('a phone that keeps nothing sends all the same', async () => {
    const phone = phoneAnswering(done)
    vi.stubGlobal('wx', { ...wx, setStorage: () => Promise.reject(new Error('exceed storage max size')) })
    expect(await outcome(submit(savedKey('sending')))).toEqual(done.data)
    expect(phone.sent).toHaveLength(1)
  })
})

describe('the server’s clock', () => {
  beforeEach(() => vi.resetModules())

  test('is learnt from replies and survives a restart without network', async () => {
    phoneAnswering({ ok: true, data: {}, now: Date.now() + 90_000 })
    const { call: callAnew } = await import('../../../miniprogram/api/call')
    await outcome(callAnew('me' satisfies Action, {}))
    vi.resetModules()
    const { serverNow } = await import('../../../miniprogram/api/clock')
    expect(Math.abs(serverNow() - Date.now() - 90_000)).toBeLessThan(1000)
  })

  test('a difference below a quarter of a second is left alone', async () => {
    phoneAnswering(done)
    const clock = await import('../../../miniprogram/api/clock')
    clock.learnServerTime(100_000, 99_000, 99_000)
    const learnt = clock.serverNow() - Date.now()
    clock.learnServerTime(100_200, 99_000, 99_000)
    expect(clock.serverNow() - Date.now()).toBe(learnt)
  })
})

describe('what the cloud itself says', () => {
  const failing = (errCode: number) => {
    const phone = phoneAnswering('lost')
    ;(globalThis as unknown as { wx: { cloud: object } }).wx.cloud = {
      callFunction: () => Promise.reject(Object.assign(new Error('cloud.callFunction:fail'), { errCode })),
    }
    return phone
  }

  test.each([
    ['a wrong environment', -501000, 'CLOUD'],
    ['a used-up quota', -501002, 'CLOUD'],
    ['a missing function', -404011, 'CLOUD'],
    ['a function that threw', -504001, 'CLOUD'],
    ['too many at once', -501004, 'BUSY'],
    ['a function out of time', -504002, 'BUSY'],
    ['nothing got there', -1, 'NETWORK'],
    ['the phone without network', 600001, 'NETWORK'],
  ])('%s (%i) is %s', async (_, errCode, code) => {
    failing(errCode)
    const refusal = await outcome(call('me', {}))
    expect(refusal).toMatchObject({ code })
    if (code === 'CLOUD') expect((refusal as unknown as Error).message).toContain(String(errCode))
  })
})

test('a phone whose storage is full shows what was answered', async () => {
  const phone = phoneAnswering({ ok: true, data: { units: [] } })
  const full = () => {
    throw new Error('setStorageSync:fail exceed storage max size')
  }
  Object.assign((globalThis as unknown as { wx: object }).wx, { setStorageSync: full, getStorageSync: full })
  expect(await outcome(call('unit.list', {}))).toEqual({ units: [] })
  expect(phone.sent).toHaveLength(1)
})
