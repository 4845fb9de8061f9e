/** The setup code by which the first office account is made (spec 1): one use, few tries. */

const HOUR_MS = 3_600_000
/** One person's wrong tries in an hour. */
const MAX_IN_AN_HOUR = 5
/** Wrong tries of everybody, after which the code is worth nothing: a deployment makes another. */
const MAX_IN_ALL = 100

/** What was tried with one code. */
export interface SetupTries {
  used: boolean
  /** Wrong tries of everybody. */
  wrong: number
  /** Who tried wrongly lately; `hour`: hours since the epoch. */
  people: readonly { openid: string; hour: number; wrong: number }[]
}

export const NO_TRIES: SetupTries = { used: false, wrong: 0, people: [] }

/**
 * `done`: it opens, once. `wrong`, `late` (its day is over), `used`. `wait`: this person has had the tries of this hour.
 * `closed`: everybody together has had all there are.
 */
export const SETUP_OUTCOMES = ['done', 'wrong', 'late', 'used', 'wait', 'closed'] as const
export type SetupOutcome = (typeof SETUP_OUTCOMES)[number]

/**
 * One try. Who has no tries left isn't told whether the code was right, so that trying on gains nothing.
 *
 * @param now epoch ms
 */
export function trySetup(
  tries: SetupTries,
  { openid, code, now }: { openid: string; code: 'right' | 'late' | 'wrong'; now: number },
): { outcome: SetupOutcome; triesLeft: number; after: SetupTries } {
  const hour = Math.floor(now / HOUR_MS)
  const mine = tries.people.find((each) => each.openid === openid && each.hour === hour)?.wrong ?? 0
  const answer = (outcome: SetupOutcome, wrong = mine, after = tries) => ({
    ...{ outcome, after },
    triesLeft: Math.max(0, Math.min(MAX_IN_AN_HOUR - wrong, MAX_IN_ALL - after.wrong)),
  })
  if (tries.wrong >= MAX_IN_ALL) return answer('closed')
  if (mine >= MAX_IN_AN_HOUR) return answer('wait')
  if (code === 'wrong') {
    const others = tries.people.filter((each) => each.openid !== openid && each.hour === hour)
    const people = [...others, { openid, hour, wrong: mine + 1 }]
    return answer('wrong', mine + 1, { ...tries, wrong: tries.wrong + 1, people })
  }
  if (tries.used) return answer('used')
  if (code === 'late') return answer('late')
  return answer('done', mine, { ...tries, used: true })
}
