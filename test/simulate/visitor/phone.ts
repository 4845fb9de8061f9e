import { jest } from '@jest/globals'
import { phoneWith, type Answers } from '../staff/stage'

/** A visitor's phone: encrypted storage, dialogs and screen on top of what every phone of these tests has. */
export function visitorPhone(answers: Answers, kept: Record<string, unknown> = {}) {
  const phone = phoneWith(answers)
  const storage = new Map(Object.entries(kept).map(([key, value]) => [key, JSON.stringify(value)]))
  const spies = {
    navigateTo: jest.fn(async (_to: { url: string }) => undefined),
    redirectTo: jest.fn(async (_to: { url: string }) => undefined),
    switchTab: jest.fn(async (_to: { url: string }) => undefined),
    showModal: jest.fn(async (_asked: object) => ({ confirm: true })),
    showToast: jest.fn(async () => undefined),
    openPrivacyContract: jest.fn(),
    makePhoneCall: jest.fn(async (_to: { phoneNumber: string }) => undefined),
    openLocation: jest.fn(async (_place: object) => undefined),
    setNavigationBarTitle: jest.fn(async () => undefined),
    pageScrollTo: jest.fn(async (_where: { selector?: string }) => undefined),
    setScreenBrightness: jest.fn(async (_screen: { value: number }) => undefined),
    setKeepScreenOn: jest.fn(async (_screen: { keepScreenOn: boolean }) => undefined),
  }
  Object.assign((globalThis as any).wx, spies, {
    requestSubscribeMessage: phone.requestSubscribeMessage,
    getScreenBrightness: async () => ({ value: 0.4 }),
    setStorage: async ({ key, data, encrypt }: any) => {
      if (!encrypt) throw new Error(`${key} is to be kept encrypted`)
      storage.set(key, data)
    },
    getStorage: async ({ key }: any) => {
      if (!storage.has(key)) throw new Error('getStorage:fail data not found')
      return { data: storage.get(key) }
    },
    getStorageInfo: async () => ({ keys: [...storage.keys()] }),
    clearStorage: async () => storage.clear(),
    removeStorage: async ({ key }: any) => void storage.delete(key),
    nextTick: (work: () => void) => setTimeout(work),
  })
  const stored = (key: string): any => JSON.parse(storage.get(key) ?? 'null')
  return { ...phone, ...spies, stored }
}

/** Taps the first node of a selector path, each part inside the one before. */
export function tap(part: any, ...path: string[]): void {
  const node = path.reduce((inside, selector) => inside?.querySelector(selector), part)
  if (!node) throw new Error(`nothing at ${path.join(' > ')}`)
  // The first TDesign button of a file listens inside, later ones on themselves: the simulator's caching.
  ;(node.querySelector?.('.t-button') ?? node).dispatchEvent('tap')
}
