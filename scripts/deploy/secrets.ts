import { randomBytes, randomInt } from 'node:crypto'
import { CHANNEL_VARIABLE } from '../../cloudfunctions/platform/channel'
import { parseKeyring, parseLookupKeys } from '../../cloudfunctions/platform/keys'
import {
  SETUP_CODE_LENGTH,
  SETUP_CODE_LETTERS,
  SETUP_CODE_VARIABLE,
  SETUP_CODE_LASTS_MS,
  setupVariable,
} from '../../cloudfunctions/platform/setup-code'
import { isChannel, type Channel } from './environment-file'
import { isNextStep, nextKeys, ROTATED } from './rotate'
import type { ActualState } from './state'

/** The keys that every function reads (cloudfunctions/platform/keys.ts): how one is made, how one is checked. */
const KEYS: Readonly<Record<string, { make: () => string; check: (value: string) => unknown }>> = {
  CAMPUS_DATA_KEYS: keyring('CAMPUS_DATA_KEYS'),
  CAMPUS_LOOKUP_KEY: { make: newKey, check: (value) => parseLookupKeys('CAMPUS_LOOKUP_KEY', value) },
  CAMPUS_PASS_KEYS: keyring('CAMPUS_PASS_KEYS'),
}

function newKey(): string {
  return randomBytes(32).toString('base64')
}

function keyring(variable: string) {
  return { make: () => `1:${newKey()}`, check: (value: string) => parseKeyring(variable, value) }
}

/** The function that makes the first office account, and so the only one that needs the code's hash. */
const SETUP_FUNCTION = 'api'

export interface Secrets {
  /** What each function is given, by its name. */
  variables: Record<string, Record<string, string>>
  /** Made just now: shown once, kept nowhere else. */
  made: Shown[]
  /** One step further in their exchange, without a key that nobody has seen: what `npm run rekey` takes from now on. */
  moved: Shown[]
}

interface Shown {
  name: string
  value: string
}

/** Collections whose records are worthless without the keys that sealed them. */
const SEALED = ['visits', 'staff']

/**
 * The keys of every function: what stands there already, what the deploying shell gives (`CAMPUS_…`, such as keys of a
 * backup), or new ones. Throws where keys differ, where the shell's contradict those that stand, and where records are
 * there without the keys that sealed them. The setup code is made once, and ends a
 * day after `now` (epoch ms); `newSetupCode` replaces it. `rotate` leads the keys of that name one step on
 * (docs/decisions/0020); one that was cut off between two functions is brought to its end instead.
 */
export function secretsFor(
  names: readonly string[],
  actual: Pick<ActualState, 'functions' | 'documents'>,
  given: Readonly<Record<string, string | undefined>>,
  {
    newSetupCode = false,
    now,
    channel,
    rotate,
  }: { newSetupCode?: boolean | undefined; now: number; channel: string; rotate?: Rotation | undefined },
): Secrets {
  const [made, moved]: [Shown[], Shown[]] = [[], []]
  const keys: Record<string, string> = {}
  for (const [name, { make, check }] of Object.entries(KEYS)) {
    const known = knownKey(name, actual, given)
    if (known === null) refuseLostKeys(name, actual.documents)
    const value = known === null ? make() : rotated(name, known, rotate)
    check(value)
    if (known === null || holdsNewKey(known.value, value)) made.push({ name, value })
    else if (known.isUnfinished || known.value !== value) moved.push({ name, value })
    keys[name] = value
  }
  const variables: Secrets['variables'] = Object.fromEntries(
    names.map((name) => [name, { ...keys, [CHANNEL_VARIABLE]: channel }]),
  )
  const setup = variables[SETUP_FUNCTION]
  if (setup !== undefined) {
    const stands = actual.functions.find(({ name }) => name === SETUP_FUNCTION)?.variables[
      SETUP_CODE_VARIABLE
    ]
    if (stands === undefined || newSetupCode) {
      const code = makeSetupCode()
      made.push({ name: 'setup code', value: code })
      const [key] = parseLookupKeys('CAMPUS_LOOKUP_KEY', keys.CAMPUS_LOOKUP_KEY ?? '').chain
      if (key !== undefined) setup[SETUP_CODE_VARIABLE] = setupVariable(code, now + SETUP_CODE_LASTS_MS, key)
    }
  }
  return { variables, made, moved }
}

/** Which keys go one step further; `rewritten`: nothing stands under the old one any more. */
export interface Rotation {
  keys: string
  rewritten: boolean
}

/** A key as it stands; `isUnfinished`: not every function has the step of its exchange that some have. */
interface Known {
  value: string
  isUnfinished: boolean
}

/** A step that was cut off is all that is done: functions understand their neighbours' keys, and no others. */
function rotated(name: string, known: Known, rotate: Rotation | undefined): string {
  if (rotate === undefined || ROTATED[rotate.keys] !== name || known.isUnfinished) return known.value
  const { value, afterRewriting } = nextKeys(name, known.value, newKey())
  if (afterRewriting && !rotate.rewritten)
    throw new Error(
      `this step ends the old ${rotate.keys} key: first \`npm run rekey\` (for pass: until its last pass has ended), then add --rewritten`,
    )
  return value
}

const holdsNewKey = (before: string, after: string): boolean => after.length > before.length + newKey().length

/** Of two neighbouring steps that functions hold, the later: a run before this one was cut off between them. */
function laterOf(name: string, stands: readonly (string | undefined)[]): string | null {
  const [one, other] = stands
  if (stands.length !== 2 || one === undefined || other === undefined) return null
  return isNextStep(name, one, other) ? other : isNextStep(name, other, one) ? one : null
}

function knownKey(
  name: string,
  { functions }: Pick<ActualState, 'functions'>,
  given: Readonly<Record<string, string | undefined>>,
): Known | null {
  const holders = functions.filter(({ variables }) => (variables[name] ?? '') !== '')
  const stands = new Set(holders.map(({ variables }) => variables[name]))
  const late = laterOf(name, [...stands])
  if (late !== null) return { value: late, isUnfinished: true }
  if (stands.size > 1)
    throw new Error(
      `${holders.map((holder) => holder.name).join(', ')} hold different ${name}: give the right one to all`,
    )
  const [there] = stands
  const fromShell = given[name]
  if (there !== undefined && fromShell !== undefined && fromShell !== '' && fromShell !== there)
    throw new Error(
      `${name} of this shell isn't the one that the functions have: \`unset ${name}\`, then the functions' own stays; --rotate exchanges it`,
    )
  const value = there ?? fromShell ?? ''
  return value === '' ? null : { value, isUnfinished: false }
}

function refuseLostKeys(name: string, documents: Readonly<Record<string, number>>): void {
  const full = SEALED.filter((collection) => (documents[collection] ?? 0) > 0)
  if (full.length > 0)
    throw new Error(
      `${full.join(' and ')} hold records, but no function has ${name}: put the key that sealed them into this shell's ${name}`,
    )
}

/**
 * The channel of an environment: the one that is asked for, else the one that its functions have, `develop` for a new one.
 * Throws where they differ, so that no later command leads a released environment back to the developers' Mini Program.
 */
export function channelOf(
  { functions }: Pick<ActualState, 'functions'>,
  asked: Channel | undefined,
  names: readonly string[],
): Channel {
  if (asked !== undefined) return asked
  const ours = functions.filter(({ name }) => names.includes(name))
  const stands = new Set(ours.flatMap(({ variables }) => variables[CHANNEL_VARIABLE] ?? []))
  const [there = 'develop'] = stands
  if (stands.size > 1 || !isChannel(there))
    throw new Error(
      `the functions have ${CHANNEL_VARIABLE} ${[...stands].join(' and ')}: say which it is by --channel`,
    )
  return there
}

/** Groups of four, to be read aloud. */
function makeSetupCode(): string {
  const letters = Array.from({ length: SETUP_CODE_LENGTH }, () => SETUP_CODE_LETTERS[randomInt(32)] ?? '')
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}
