import { component } from 'glass-easel-miniprogram-adapter'
import type { MeterEntry, MeterHandle, TapTarget } from '../protocol'
import { DomBackend } from './dom-backend'
import type { GeneralComponent } from './framework'
import { onOpen, pages } from './page-stack'
import * as soon from './soon-due'
import { cloud } from './wx/cloud'

/** Tags that take a tap by themselves, without a listener of the program. */
const CONTROLS = ['wx-input', 'wx-textarea', 'wx-switch', 'wx-picker']

const LOOKS_EVERY_MS = 20

const entries: MeterEntry[] = []
const utf8 = new TextEncoder()
/** Elements on which the program listens for taps. */
const tappable = new WeakSet<Element>()
let unanswered = 0

/**
 * Writes down what the program sends: to its pages (setData) and to the cloud (callFunction), and when a page has come to
 * rest: it no longer shows what fits the selector `loading`. For measuring only, since every setData is then written out as
 * JSON. Installed before the program is loaded.
 */
export function installMeter(loading: string): void {
  meterSetData(watchScreens(loading))
  meterCalls()
  noteTappable()
  soon.watch()
  const meter: MeterHandle = { entries, atRest, nodes, tapTargets }
  Object.assign(window, { meter })
}

/** Gives a function that looks whether the page still loads, for what must not wait until the browser tells of changes. */
function watchScreens(loading: string): () => void {
  let waiting: string | null = null
  onOpen(({ path }) => {
    waiting = path
    entries.push({ kind: 'open', at: performance.now(), page: path })
  })
  const look = () => {
    const frame = document.querySelector('.wx-page-frame:not([hidden])')
    if (waiting === null || !frame?.querySelector('.wx-page-scroller *') || frame.querySelector(loading))
      return
    const screen = { kind: 'screen' as const, at: performance.now(), page: waiting, painted: 0 }
    waiting = null
    entries.push(screen)
    requestAnimationFrame(() => setTimeout(() => (screen.painted = performance.now())))
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })
  return look
}

function meterSetData(sent: () => void): void {
  const caller = component.ComponentCaller.prototype
  const setData = caller.setData as (data: unknown, done?: () => void) => void
  caller.setData = function (this: { _$: GeneralComponent }, data: unknown, done?: () => void) {
    const bytes = utf8.encode(JSON.stringify(data)).length
    entries.push({ kind: 'setData', at: performance.now(), page: pageOf(this._$), of: this._$.is, bytes })
    setData.call(this, data, done)
    sent()
  } as typeof caller.setData
}

function meterCalls(): void {
  const { callFunction } = cloud
  cloud.callFunction = (options) => {
    const { action: one, together } = options?.data ?? {}
    const action = String(one ?? together?.map((call: { action: string }) => call.action).join(' + '))
    entries.push({ kind: 'call', at: performance.now(), page: pages().at(-1)?.path ?? '', action })
    unanswered++
    const answer = callFunction(options)
    const answered = () => unanswered--
    void Promise.resolve(answer).then(answered, answered)
    return answer
  }
}

function noteTappable(): void {
  const set = DomBackend.prototype.setListenerStats
  DomBackend.prototype.setListenerStats = function (...args: Parameters<typeof set>) {
    if (args[1] === 'tap') tappable.add(args[0] as unknown as Element)
    set.apply(this, args)
  }
}

/** The page that a component stands on. */
function pageOf(inner: GeneralComponent): string {
  let outer = inner
  for (let root = outer.ownerShadowRoot; root; root = outer.ownerShadowRoot) outer = root.getHostNode()
  return outer.is
}

async function atRest(restMs: number): Promise<void> {
  // What was just scrolled or tapped is heard of in the next frame.
  await soon.frames(2)
  while (unanswered > 0 || soon.due() > 0 || performance.now() - lastActive() <= restMs)
    await soon.pause(LOOKS_EVERY_MS)
}

const lastActive = (): number => Math.max(entries.at(-1)?.at ?? 0, soon.lastDone())

const shownElements = (): Element[] => [
  ...document.querySelectorAll('.wx-page-frame:not([hidden]) .wx-page-view *'),
]

/** As WeChat counts: what stands in WXML, of the page and of its components; not what a browser needs to draw it. */
function nodes(): number {
  return shownElements().filter((element) => '__wxElement' in element).length
}

function tapTargets(): TapTarget[] {
  return shownElements()
    .filter((element) => tappable.has(element) || CONTROLS.includes(element.localName))
    .map((element) => ({ element, name: kindOf(element, 2) }))
}

/** Tag and classes of an element and of so many around it; modifiers left out, so that it keeps its name when chosen. */
function kindOf(element: Element, around: number): string {
  const classes = [...element.classList].filter((name) => !name.includes('--'))
  const name = [element.localName, ...classes].join('.')
  const parent = element.parentElement
  return around === 0 || parent === null ? name : `${kindOf(parent, around - 1)} ${name}`
}
