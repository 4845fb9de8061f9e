import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { read } from '../../../scripts/paths.mjs'

type Values = Record<string, unknown>

/** What `wx.cloud.callFunction` comes to, whatever is asked. */
export type Answer = { code: string; details?: Values } | { errCode: number } | 'nothing' | 'never'

/** An element that the template puts on the screen, with its attributes as they are there. */
interface Shown {
  tag: string
  attributes: Values
}

export interface OpenedPage {
  /** What was asked for, by the names of the actions. */
  asked: string[]
  /** What stands on the screen: the elements, and all words between them. */
  shown: () => Shown[]
}

export interface Runtime extends Values {
  data: Values
  onLoad?: (query: Values) => unknown
  onShow?: () => unknown
}
interface Behaviour {
  lifetimes?: { created?: (this: Runtime) => void }
  methods?: Values
}

/** Long enough for every call to be given up, also one that is sent four times. */
const ALL_TRIES_MS = 60_000

/**
 * Opens pages of the program as a phone does, without a screen: their own scripts run, and the template says what is seen. The
 * phone keeps nothing and every call of the cloud comes to the same. Clock and platform are replaced while it is open.
 */
export async function openPage(
  page: string,
  query: Values,
  answer: Answer,
  then?: (page: Runtime) => void,
): Promise<OpenedPage> {
  const asked: string[] = []
  vi.stubGlobal('wx', phone(answer, asked))
  vi.stubGlobal('getApp', () => ({}))
  vi.stubGlobal('getCurrentPages', () => [])
  const options = await optionsOf(page)
  const { behaviors = [], data, ...own } = options as { behaviors?: Behaviour[]; data?: Values } & Values
  const opened = Object.assign({}, ...behaviors.map(({ methods }) => methods), own) as Runtime
  opened.data = structuredClone(data ?? {})
  opened.setData = (changes: Values) =>
    Object.keys(changes).forEach((path) => put(opened.data, path, changes[path]))
  opened.createSelectorQuery = () => nothingFound
  for (const { lifetimes } of behaviors) lifetimes?.created?.call(opened)
  opened.onLoad?.(query)
  opened.onShow?.()
  then?.(opened)
  await vi.advanceTimersByTimeAsync(ALL_TRIES_MS)
  const template = parsed(read(`miniprogram/${page}.wxml`))
  return {
    asked,
    shown: () => seen(template, opened.data),
  }
}

const registered = new Map<string, Values>()

/** A source registers its page once. */
async function optionsOf(page: string): Promise<Values> {
  const known = registered.get(page)
  if (known !== undefined) return known
  let options: Values = {}
  vi.stubGlobal('Behavior', (definition: Behaviour) => definition)
  vi.stubGlobal('Page', (given: Values) => (options = given))
  // Named only while it runs: there are as many as pages.
  const source = fileURLToPath(new URL(`../../../miniprogram/${page}.ts`, import.meta.url))
  await import(source)
  registered.set(page, options)
  return options
}

const nothingFound: Values = new Proxy({}, { get: () => () => nothingFound })

/** A phone that keeps nothing, on which every question to the platform is answered with nothing. */
function phone(answer: Answer, asked: string[]): Values {
  const known: Values = {
    cloud: {
      callFunction: ({ data }: { data: Request }) => {
        asked.push(...('together' in data ? data.together : [data]).map(({ action }) => action))
        return reply(answer, data)
      },
    },
    getWindowInfo: () => ({ windowHeight: 800, windowWidth: 390, safeArea: { bottom: 800 } }),
    getStorageSync: () => '',
    getStorageInfoSync: () => ({ keys: [] }),
    getStorage: () => Promise.reject(new Error('getStorage:fail data not found')),
    getRandomValues: ({ length, success }: { length: number; success: (bytes: object) => void }) =>
      success({ randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer }),
    nextTick: (work: () => void) => setTimeout(work),
  }
  return new Proxy(known, {
    get: (_, name: string) => known[name] ?? (() => Promise.resolve({})),
  })
}

type Request = { action: string } | { together: { action: string }[] }

function reply(answer: Answer, data: Request): Promise<unknown> {
  if (answer === 'never') return new Promise(() => undefined)
  if (answer === 'nothing') return Promise.resolve({ result: null })
  if ('errCode' in answer) return Promise.reject(Object.assign(new Error('fail'), answer))
  const one = { ok: false, details: {}, ...answer, now: Date.now() }
  const result = 'together' in data ? { together: data.together.map(() => one), now: Date.now() } : one
  return Promise.resolve({ result })
}

/** `rows[2].chosen`, as setData takes it. */
function put(data: Values, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  const last = keys.pop() ?? ''
  const at = keys.reduce<Values>((inside, key) => inside[key] as Values, data)
  at[last] = structuredClone(value)
}

// The template

interface Element {
  tag: string
  attributes: Readonly<Record<string, string>>
  children: (Element | string)[]
}

const TOKENS = /<!--.*?-->|<\/[\w-]+>|<([\w-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|[^<]+/gs

function parsed(template: string): Element[] {
  const root: Element = { tag: '', attributes: {}, children: [] }
  const open = [root]
  for (const [token, tag, attributes = '', closed] of template.matchAll(TOKENS)) {
    const inside = open[open.length - 1] as Element
    if (tag !== undefined) {
      const given = [...attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/gs)]
      const element = {
        tag,
        attributes: Object.fromEntries(given.map(([, name, value]) => [name, value ?? '{{true}}'])),
        children: [],
      }
      inside.children.push(element)
      if (closed === '') open.push(element)
    } else if (token.startsWith('</')) open.pop()
    else if (token.trim() !== '' && !token.startsWith('<!--')) inside.children.push(token.trim())
  }
  if (open.length !== 1) throw new Error('a tag of the template isn’t closed')
  return root.children as Element[]
}

function seen(children: readonly (Element | string)[], scope: Values): Shown[] {
  const found: Shown[] = []
  let taken = false
  for (const child of children) {
    if (typeof child === 'string') {
      found.push({ tag: '', attributes: { words: valueOf(child, scope) } })
      continue
    }
    const { 'wx:if': first, 'wx:elif': other, 'wx:else': last } = child.attributes
    if (first !== undefined) taken = Boolean(valueOf(first, scope))
    else if (other !== undefined || last !== undefined) {
      if (taken) continue
      taken = other === undefined || Boolean(valueOf(other, scope))
    } else taken = true
    if (taken) found.push(...each(child, scope))
  }
  return found
}

function each({ tag, attributes, children }: Element, scope: Values): Shown[] {
  const rows = attributes['wx:for']
  const item = attributes['wx:for-item'] ?? 'item'
  const scopes =
    rows === undefined
      ? [scope]
      : (valueOf(rows, scope) as unknown[]).map((row, index) => ({ ...scope, [item]: row, index }))
  return scopes.flatMap((inside) => [
    {
      tag,
      attributes: Object.fromEntries(
        Object.entries(attributes)
          .filter(([name]) => !name.includes(':'))
          .map(([name, value]) => [name, valueOf(value, inside)]),
      ),
    },
    ...seen(children, inside),
  ])
}

/** What is written between braces, worked out with the page's data. */
function valueOf(written: string, scope: Values): unknown {
  const [, whole] = /^\{\{((?:(?!\}\}).)*)\}\}$/s.exec(written) ?? []
  if (whole !== undefined) return worked(whole, scope)
  return written.replaceAll(/\{\{(.*?)\}\}/gs, (_, expression: string) =>
    String((worked(expression, scope) as string | undefined) ?? ''),
  )
}

/** As on the platform, what isn't there is undefined, and so is all of it. */
function worked(expression: string, scope: Values): unknown {
  const lenient = expression.replaceAll(/(?<=[\w\])])\.(?=[A-Za-z_])/g, '?.')
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- an expression of a template of this repository
  const work = new Function('scope', `with (scope) { return (${lenient}) }`) as (scope: Values) => unknown
  return work(
    new Proxy(scope, {
      has: (_, name) => typeof name === 'string',
      get: (target, name) => target[String(name)],
    }),
  )
}
