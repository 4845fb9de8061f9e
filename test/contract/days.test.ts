import type * as z from 'zod'
import { describe, expect, it, test } from 'vitest'
import { actions, type Action } from '../../contract'
import { day, instant } from '../../contract/values'
import { dayOf, LAST_INSTANT } from '../../miniprogram/domain/values/days'

interface Def {
  shape?: Record<string, z.ZodType>
  options?: readonly z.ZodType[]
  element?: z.ZodType
  innerType?: z.ZodType
}

/** Every schema within a schema, with its place. */
function within(schema: z.ZodType, at: string[] = []): [string, z.ZodType][] {
  const { def } = schema as unknown as { def: Def }
  const inner = [
    ...Object.entries(def.shape ?? {}).flatMap(([name, field]) => within(field, [...at, name])),
    ...(def.options ?? []).flatMap((option) => within(option, at)),
    ...(def.element === undefined ? [] : within(def.element, [...at, '*'])),
    ...(def.innerType === undefined ? [] : within(def.innerType, at)),
  ]
  return [[at.join('.'), schema], ...inner]
}

const NAMED_DAY = /(?:^|\.)(?:\w+Day|day|today|effectiveFrom)$/

const dayFields = (Object.keys(actions) as Action[]).flatMap((action) =>
  (['input', 'output'] as const).flatMap((way) =>
    within(actions[action][way])
      .filter(([place, schema]) => NAMED_DAY.test(place) && schema.safeParse('2026-05-20').success)
      .map(([place, schema]) => [`${action} ${way} ${place}`, schema] as const),
  ),
)

it('days stand in many contracts', () => {
  expect(dayFields.length).toBeGreaterThan(40)
})

test.each(dayFields)('%s takes real days only', (_, schema) => {
  for (const unreal of ['2026-99-99', '2026-02-30', '2026-00-10', '0000-01-01', '2026-5-2', ' 2026-05-20'])
    expect(schema.safeParse(unreal).success).toBe(false)
})

describe('a day', () => {
  test.each(['2026-02-28', '2028-02-29', '0001-01-01', '9999-12-31'])('%s is one', (value) =>
    expect(day.parse(value)).toBe(value),
  )
})

describe('an instant', () => {
  test.each([
    ['the first there is', 0, true],
    ['the last whose day can be told', LAST_INSTANT, true],
    ['the one after it', LAST_INSTANT + 1, false],
    ['before the epoch', -1, false],
    ['between two milliseconds', 1.5, false],
    ['beyond all days', Number.MAX_SAFE_INTEGER, false],
  ])('%s', (_, value, fits) => expect(instant.safeParse(value).success).toBe(fits))

  it('the last one has a day', () => expect(dayOf(LAST_INSTANT)).toBe('9999-12-31'))
})
