import { expect, test } from 'vitest'
import { ACTIONS, traitsOf, type Action } from '../../miniprogram/actions'
import { filesIn, read } from '../../scripts/paths.mjs'

/**
 * What the table of actions has for a computer can be reached on the console's pages: an action that no page calls is work that
 * its roles are told they may do there, and can't.
 */
const TEXT = filesIn('console', /\.(ts|vue)$/)
  .map((file) => read(file))
  .join('\n')

/** Spelt as a beginning and a word that is put together. */
const TOGETHER: Readonly<Record<string, readonly Action[]>> = {
  'account.': ['account.freeze', 'account.unfreeze', 'account.remove'],
  'blacklist.': ['blacklist.answer', 'blacklist.askLift', 'blacklist.answerLift'],
}

/** What no page calls, and why. */
const LEFT: Partial<Record<Action, string>> = {
  'approval.approve': 'one booking is decided as many are, by approval.decideMany',
  'approval.return': 'the same',
  'invitation.list': 'a card is made and sent in WeChat',
  'invitation.close': 'the same',
}

const calledIn = (text: string): string[] =>
  [...text.matchAll(/\bcall\(\s*['`]([\w.]+)/g)].map(([, name = '']) => name)

test('every action of the console is called by one of its pages, or stands here with the reason', () => {
  const called = new Set(calledIn(TEXT).flatMap((name): readonly string[] => TOGETHER[name] ?? [name]))
  const ofConsole = (Object.keys(ACTIONS) as Action[]).filter(
    (action) => traitsOf(action).console !== undefined,
  )
  expect(ofConsole.length).toBeGreaterThan(80)
  expect(ofConsole.filter((action) => !called.has(action)).sort()).toEqual(Object.keys(LEFT).sort())
  for (const name of Object.keys(TOGETHER)) expect(calledIn(TEXT)).toContain(name)
})

test('no page calls what the console isn’t answered', () => {
  const known = calledIn(TEXT).flatMap((name): readonly string[] => TOGETHER[name] ?? [name])
  const refused = known.filter((name) => !(name in ACTIONS) || traitsOf(name as Action).console === undefined)
  expect(refused).toEqual([])
})
