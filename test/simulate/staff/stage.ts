import { jest } from '@jest/globals'
import { render } from '../render'

type Answer = object | 'offline'
/** How the cloud answers, by action; a function is asked anew each time. */
export type Answers = Record<string, Answer | (() => Answer | Promise<Answer>)>

export interface Called {
  action: string
  input: Record<string, unknown>
  requestId?: string
}

export const refused = (code: string, details: object = {}) => ({
  refused: { code, details },
})

/**
 * A phone whose cloud answers as told. `calls` is what reached the cloud; the spies are the platform's functions that
 * pages leave by.
 */
export function phoneWith(answers: Answers) {
  const calls: Called[] = []
  const kept = new Map<string, unknown>()
  const sealed = new Map<string, string>()
  const reply = async (called: Called) => {
    calls.push(called)
    const told = answers[called.action]
    const answer = typeof told === 'function' ? await told() : told
    if (answer === undefined) throw new Error(`no answer for ${called.action}`)
    if (answer === 'offline') throw Object.assign(new Error('request:fail'), { errCode: -1 })
    // Of a list it is who couldn't be taken in.
    return 'refused' in answer && !Array.isArray(answer.refused)
      ? { ok: false, ...(answer.refused as object), now: Date.now() }
      : { ok: true, data: answer, now: Date.now() }
  }
  const spies = {
    navigateTo: jest.fn(async (_to: { url: string }) => undefined),
    navigateBack: jest.fn(async () => undefined),
    redirectTo: jest.fn(async (_to: { url: string }) => undefined),
    requestSubscribeMessage: jest.fn(async () => ({ 'template-new': 'accept' })),
    scanCode: jest.fn(async () => ({ result: 'CV2:SCANNED' })),
    vibrateShort: jest.fn(),
    vibrateLong: jest.fn(),
    showLoading: jest.fn(),
    hideLoading: jest.fn(),
    createInnerAudioContext: jest.fn(() => ({
      onEnded: () => undefined,
      onError: () => undefined,
      play: () => undefined,
    })),
  }
  Object.assign((globalThis as any).wx, spies, {
    stopPullDownRefresh: async () => undefined,
    pageScrollTo: async () => undefined,
    nextTick: (work: () => void) => setTimeout(work),
    setKeepScreenOn: async () => undefined,
    getNetworkType: async () => ({ networkType: 'wifi' }),
    onNetworkStatusChange: () => undefined,
    offNetworkStatusChange: () => undefined,
    setStorage: async ({ key, data }: any) => void sealed.set(key, data),
    getStorage: async ({ key }: any) => {
      if (!sealed.has(key)) throw new Error('getStorage:fail data not found')
      return { data: sealed.get(key) }
    },
    removeStorage: async ({ key }: any) => void sealed.delete(key),
    setInnerAudioOption: () => undefined,
    getStorageSync: (key: string) => kept.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void kept.set(key, value),
    getRandomValues: ({ length, success }: any) =>
      success({ randomValues: Uint8Array.from({ length }, () => Math.floor(Math.random() * 256)).buffer }),
    cloud: {
      callFunction: async ({ data }: { data: Called & { together?: Called[] } }) =>
        data.together === undefined
          ? { result: await reply(data) }
          : { result: { together: await Promise.all(data.together.map(reply)), now: Date.now() } },
    },
  })
  return { calls, ...spies, called: (action: string) => calls.filter((call) => call.action === action) }
}

/** Opens a page as the platform does. */
export function openPage(name: string, query: Record<string, string> = {}) {
  const page = render(name)
  const life = page.instance as unknown as Record<string, ((query?: object) => void) | undefined>
  life.onLoad?.(query)
  life.onShow?.()
  return page
}

/** The rows of a page's long list (behaviors/long-list.ts), as far as they are drawn. */
export const drawnRows = (blocks: { rows: any[] }[]): any[] => blocks.flatMap(({ rows }) => rows)

/** Long enough for answers, observers and views to settle. */
export const settled = (milliseconds = 60): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Taps a TDesign button by the node inside it that listens. */
export function tapButton(part: any, selector: string): void {
  part.querySelector(selector).querySelector('.t-button').dispatchEvent('tap')
}
