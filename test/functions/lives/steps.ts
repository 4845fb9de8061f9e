import fc from 'fast-check'

/** What happens in a life, as plain data: places count round (the 7th of three visits is the 1st), so it shrinks well. */
export interface Form {
  person: number
  phone: number
  plate: number | null
  /** Days from today, and how many. */
  first: number
  days: number
  official: boolean
  unit: number
}

export type Step =
  | ({ do: 'book'; by: number } & Form)
  | ({ do: 'revise'; visit: number; stale: boolean } & Form)
  | { do: 'cancel'; visit: number }
  | { do: 'decide'; visit: number; as: 'approve' | 'return' | 'revoke'; by: number }
  | {
      do: 'pass'
      gate: number
      direction: 'in' | 'out'
      way: 'code' | 'qr' | 'oldQr' | 'plate' | 'person'
      who: number
      inVehicle: boolean
      override: boolean
    }
  | { do: 'wait'; minutes: number }
  | { do: 'timer'; trigger: 'notices' | 'days' }
  | { do: 'askRelease'; visit: number; by: number }
  | { do: 'answerRelease'; which: number; by: number; yes: boolean }
  | { do: 'blacklist'; person: number | null; plate: number; from: number; days: number | null; by: number }
  | { do: 'answerBlacklist'; which: number; by: number; yes: boolean }
  | { do: 'askLift'; which: number; by: number }
  | { do: 'answerLift'; which: number; by: number; yes: boolean }
  | { do: 'askCheck'; stay: number; by: number }
  | {
      do: 'resolve'
      stay: number
      outcome: 'inside' | 'gateMaintenance' | 'barriersUp' | 'leftUnpaid'
      by: number
    }
  | { do: 'pay'; stay: number; by: number }
  | { do: 'freeze'; approver: number; frozen: boolean }
  | { do: 'close'; gate: number; hours: number }
  | { do: 'open'; which: number }
  | { do: 'word'; visit: number; by: number; yes: boolean }
  | ({ do: 'invite'; by: number } & Form)
  | { do: 'link'; by: number; first: number; days: number; official: boolean }
  | ({ do: 'accept'; which: number; by: number } & Form)
  | { do: 'withdraw'; which: number; by: number }
  | { do: 'again' }

export interface Life {
  rule: 'anyLive' | 'overlap'
  steps: Step[]
}

const any = fc.nat({ max: 7 })
const yes = fc.boolean()
const mostly = fc.integer({ min: 0, max: 3 }).map((number) => number > 0)
const rarely = fc.integer({ min: 0, max: 5 }).map((number) => number === 5)
const someone = fc.nat({ max: 3 })

/** Mostly one's own phone and, by car, one's own plate; sometimes somebody else's: that is what collides. */
const form = fc
  .record({
    person: someone,
    foreignPhone: fc.option(someone, { freq: 4 }),
    plate: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
    first: fc.nat({ max: 3 }),
    days: fc.integer({ min: 1, max: 3 }),
    official: yes,
    unit: fc.nat({ max: 1 }),
  })
  .map(({ foreignPhone, ...rest }) => ({ ...rest, phone: foreignPhone ?? rest.person }))

const step = <D extends Step['do'], T extends object>(name: D, fields: fc.Arbitrary<T>) =>
  fields.map((given) => ({ do: name, ...given }) as unknown as Step)
const record = fc.record

/** What happens often comes often. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: step(
      'book',
      fc.tuple(someone, form).map(([by, given]) => ({ by, ...given })),
    ),
  },
  {
    weight: 4,
    arbitrary: step(
      'revise',
      fc.tuple(any, rarely, form).map(([visit, stale, given]) => ({ visit, stale, ...given })),
    ),
  },
  { weight: 3, arbitrary: step('cancel', record({ visit: any })) },
  {
    weight: 14,
    arbitrary: step(
      'decide',
      record({
        visit: any,
        as: fc.constantFrom('approve', 'approve', 'approve', 'return', 'revoke'),
        by: fc.nat({ max: 2 }),
      }),
    ),
  },
  {
    weight: 22,
    arbitrary: step(
      'pass',
      record({
        gate: any,
        direction: fc.constantFrom('in', 'out'),
        way: fc.constantFrom('code', 'qr', 'oldQr', 'plate', 'plate', 'person'),
        who: any,
        inVehicle: yes,
        override: rarely,
      }),
    ),
  },
  { weight: 8, arbitrary: step('wait', record({ minutes: minutes() })) },
  { weight: 4, arbitrary: step('timer', record({ trigger: fc.constantFrom('notices', 'days', 'days') })) },
  { weight: 3, arbitrary: step('askRelease', record({ visit: any, by: someone })) },
  {
    weight: 3,
    arbitrary: step('answerRelease', record({ which: any, by: fc.nat({ max: 2 }), yes: mostly })),
  },
  {
    weight: 3,
    arbitrary: step(
      'blacklist',
      record({
        person: fc.option(someone, { freq: 2 }),
        plate: fc.nat({ max: 2 }),
        from: fc.nat({ max: 1 }),
        days: fc.option(fc.integer({ min: 1, max: 3 })),
        by: fc.nat({ max: 1 }),
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: step('answerBlacklist', record({ which: any, by: fc.nat({ max: 1 }), yes: mostly })),
  },
  { weight: 1, arbitrary: step('askLift', record({ which: any, by: fc.nat({ max: 1 }) })) },
  { weight: 2, arbitrary: step('answerLift', record({ which: any, by: fc.nat({ max: 1 }), yes })) },
  { weight: 2, arbitrary: step('askCheck', record({ stay: any, by: someone })) },
  {
    weight: 3,
    arbitrary: step(
      'resolve',
      record({
        stay: any,
        outcome: fc.constantFrom('inside', 'gateMaintenance', 'barriersUp', 'leftUnpaid'),
        by: fc.nat({ max: 1 }),
      }),
    ),
  },
  { weight: 3, arbitrary: step('pay', record({ stay: any, by: fc.nat({ max: 2 }) })) },
  { weight: 2, arbitrary: step('freeze', record({ approver: fc.nat({ max: 2 }), frozen: yes })) },
  { weight: 1, arbitrary: step('close', record({ gate: any, hours: fc.constantFrom(1, 30) })) },
  { weight: 1, arbitrary: step('open', record({ which: any })) },
  { weight: 2, arbitrary: step('word', record({ visit: any, by: fc.nat({ max: 1 }), yes })) },
  {
    weight: 3,
    arbitrary: step(
      'invite',
      fc.tuple(fc.nat({ max: 2 }), form).map(([by, given]) => ({ by, ...given })),
    ),
  },
  {
    weight: 2,
    arbitrary: step(
      'link',
      record({
        by: fc.nat({ max: 2 }),
        first: fc.nat({ max: 3 }),
        days: fc.integer({ min: 1, max: 3 }),
        official: yes,
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: step(
      'accept',
      fc.tuple(any, someone, form).map(([which, by, given]) => ({ which, by, ...given })),
    ),
  },
  { weight: 2, arbitrary: step('withdraw', record({ which: any, by: fc.nat({ max: 2 }) })) },
  { weight: 4, arbitrary: step('again', fc.constant({})) },
)

/** From a moment to half a year: around the free half hour, over midnight, past the last day, past anonymising. */
function minutes(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(1, 29, 31, 180, 600) },
    { weight: 6, arbitrary: fc.constantFrom(1440, 2880, 5 * 1440) },
    { weight: 1, arbitrary: fc.constant(190 * 1440) },
  )
}

const MAX_STEPS = 40

export const life: fc.Arbitrary<Life> = record({
  rule: fc.constantFrom<Life['rule']>('anyLive', 'anyLive', 'overlap'),
  steps: fc.array(anyStep, { minLength: 1, maxLength: MAX_STEPS, size: 'max' }),
})
