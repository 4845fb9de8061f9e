import { pathToFileURL } from 'node:url'
import path from 'node:path'
import { filesIn, root } from '../../scripts/paths.mjs'

/** The same text in both languages: a string, or what a function of plain values makes. */
interface Pair {
  /** Its file, without the folder of the language, and its key. */
  place: string
  zh: string
  en: string
}

/** Values that a text may take, each to be known again in what it makes. */
const VALUES = ['‹1›', '‹2›', '‹3›', '‹4›']

/** Every text that stands in both languages, by its key. Functions of other values than plain ones are left out. */
export async function pairsOfLanguages(): Promise<Pair[]> {
  const found: Pair[] = []
  const walk = (place: string, zh: unknown, en: unknown): void => {
    if (typeof zh === 'string' && typeof en === 'string') found.push({ place, zh, en })
    else if (typeof zh === 'function' && typeof en === 'function') walk(place, saidBy(zh), saidBy(en))
    else if (isTable(zh) && isTable(en))
      for (const key of Object.keys(en)) walk(`${place}.${key}`, zh[key], en[key])
  }
  for (const file of filesIn('miniprogram', /\/locales\/en\/.*\.ts$/)) {
    const chinese = file.replace('/locales/en/', '/locales/zh/')
    if (file.endsWith('/picked-reasons.ts')) continue
    walk(file.replace('/en/', '/'), await tableOf(chinese), await tableOf(file))
  }
  return found
}

const tableOf = (file: string): Promise<unknown> => import(pathToFileURL(path.join(root, file)).href)

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function saidBy(words: object): unknown {
  try {
    return (words as (...values: string[]) => unknown)(...VALUES)
  } catch {
    return null
  }
}
