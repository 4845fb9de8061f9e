import { afterEach, expect, test, vi } from 'vitest'
import { askConsent } from '../../miniprogram/api/consent'
import { loadMe, willTell } from '../../miniprogram/api/session'
import { meOf } from './office-builders'

afterEach(() => vi.unstubAllGlobals())

test('what was just allowed is told by every page at once, before the server counts it', async () => {
  const me = { ...meOf(), templates: { ...meOf().templates, decision: 'template-decision' }, consents: {} }
  vi.stubGlobal('wx', {
    requestSubscribeMessage: async () => ({ 'template-decision': 'accept' }),
    getRandomValues: ({ length, success }: { length: number; success: (bytes: object) => void }) =>
      success({ randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer }),
    cloud: {
      callFunction: ({ data }: { data: { action: string } }) => {
        return data.action === 'me'
          ? Promise.resolve({ result: { ok: true, data: me, now: Date.now() } })
          : new Promise(() => undefined)
      },
    },
  })
  await loadMe()
  expect(willTell()).toBe(false)
  expect(await askConsent('decision')).toBe(1)
  expect(willTell()).toBe(true)
})
