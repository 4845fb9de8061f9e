import { describe, expect, it, test } from 'vitest'
import { filesIn, read } from '../../scripts/paths.mjs'
import { literalsIn } from './literals'
import { pairsOfLanguages } from './pairs'

const HAN = /\p{Script=Han}/u

/** Where one Chinese text has several meanings: each English one of it, in small letters. */
const SEVERAL: Readonly<Record<string, readonly string[]>> = {
  // The heading of all days, and the field of the first.
  来访日期: ['days', 'first day'],
  // What somebody can do, and a step of a history.
  移除: ['remove', 'removed'],
  提交预约: ['submit', 'submitted'],
  修改后重新提交: ['change and submit again', 'changed and submitted again'],
  电话报备: ['phone reporting', 'reported by phone'],
  // A dialog's button holds eight letters.
  取消预约: ['cancel', 'cancel booking', 'cancelled'],
  申请删除: ['ask to delete', 'delete'],
  撤回照片: ['withdraw', 'withdraw the photo'],
  // A role, and the subject of a sentence.
  审批人: ['approver', 'the approver'],
  // The title of a page has room for sixteen letters.
  领取长期通行: ['get a long-term pass', 'long-term pass'],
  // A fact's label has room for words of nine letters.
  随行人员: ['companions', 'with'],
  // A list of them, and one.
  长期通行: ['long-term pass', 'long-term passes'],
}

it('one Chinese text has one English one', async () => {
  const english = new Map<string, Set<string>>()
  for (const { zh, en } of await pairsOfLanguages())
    if (HAN.test(zh)) english.set(zh, (english.get(zh) ?? new Set()).add(en.toLowerCase()))
  expect(english.size).toBeGreaterThan(700)
  const several = [...english].filter(([, said]) => said.size > 1).map(([zh, said]) => [zh, [...said].sort()])
  expect(Object.fromEntries(several)).toEqual(SEVERAL)
})

/** Rows of the table of terms that translators read: Chinese, English, what isn't said. */
const TERMS = read('docs/changing.md')
  .split('\n')
  .flatMap((line) => {
    const cells = /^\| (.*\p{Script=Han}.*) \| (.+) \| (.*) \|$/u.exec(line)
    return cells === null ? [] : [cells.slice(1).map((cell) => cell.trim())]
  })
const never = TERMS.flatMap(([chinese = '', english = '', avoided = '']) =>
  avoided
    .split(', ')
    .filter((word) => word !== '')
    .map((word) => [word, english, chinese] as const),
)

/** Every text that somebody reads in English. */
const texts = filesIn('miniprogram', /\/locales\/(?:en\/.*|form-texts|zh\/shipped-purposes)\.ts$/).flatMap(
  (file) => literalsIn(file).map(({ text, line }) => ({ text, place: `${file}:${line}` })),
)

const saying = (word: string, among: typeof texts): string[] =>
  among
    .filter(({ text }) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i').test(text))
    .map(({ text, place }) => `${place} ${text}`)

describe('the terms', () => {
  it('are a table, and there are texts', () => {
    expect(TERMS.length).toBeGreaterThan(20)
    expect(never.length).toBeGreaterThan(15)
    expect(texts.length).toBeGreaterThan(1000)
  })

  test.each(never)('nobody reads “%s” for “%s” (%s)', (word) => expect(saying(word, texts)).toEqual([]))

  it('a word that isn’t said would be found', () => {
    const among = [
      { text: 'Two live bookings', place: 'a' },
      { text: 'The activity', place: 'b' },
      { text: 'Activities', place: 'c' },
    ]
    expect(saying('live booking', [{ text: 'Your live booking', place: 'a' }])).toHaveLength(1)
    expect(saying('activity', among)).toEqual(['b The activity'])
  })
})
