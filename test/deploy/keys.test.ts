import { describe, expect, test } from 'vitest'
import { freshManagement, run, shown, useStandIn } from './deployed'

useStandIn()

describe('an exchange of keys', () => {
  const STEPS: [keys: string, variable: string, values: RegExp[]][] = [
    ['data', 'CAMPUS_DATA_KEYS', [/^1:[^,]+,2:[^,]+$/, /^2:[^,]+,1:[^,]+$/, /^2:[^,]+$/]],
    ['pass', 'CAMPUS_PASS_KEYS', [/^1:[^,]+,2:[^,]+$/, /^2:[^,]+,1:[^,]+$/, /^2:[^,]+$/]],
    ['lookup', 'CAMPUS_LOOKUP_KEY', [/^[^,]+,read:[^,]+$/, /^[^,]+,write:[^,]+$/, /^[^:,]+,[^:,]+$/]],
  ]

  test.each(STEPS)(
    'of %s: each step shows the value that functions have from then on',
    async (keys, variable, values) => {
      const management = freshManagement()
      await run(management)
      for (const value of values) {
        const { lines } = await run(management, { rotate: { keys, rewritten: true } })
        expect(shown(lines).get(variable)).toMatch(value)
        expect(shown(lines).get(variable)).toBe(management.functions.all.get('timer')?.variables[variable])
      }
    },
  )

  test.each(STEPS)(
    'of %s, cut off in the middle of a step: the same again brings it to its end, and begins no other',
    async (keys, variable, values) => {
      const rotation = { rotate: { keys, rewritten: true } }
      const management = freshManagement()
      await run(management)
      const exchanged = () =>
        management.calls.filter((call) => call === 'scf.UpdateFunctionConfiguration').length
      for (const value of values) {
        const before = exchanged()
        const first = await run(management, rotation, () => (exchanged() > before + 1 ? 'lost' : 'answered'))
        expect(first.error).not.toBeNull()
        const again = await run(management, rotation)
        expect(again.error).toBeNull()
        for (const { variables } of management.functions.all.values())
          expect(variables[variable]).toMatch(value)
        expect(shown(again.lines).get(variable)).toBe(
          management.functions.all.get('api')?.variables[variable],
        )
      }
    },
  )
})

test('a new setup code alone says nothing of keys, which stay', async () => {
  const management = freshManagement()
  await run(management)
  const { lines } = await run(management, { newSetupCode: true })
  expect(lines.join('\n')).toMatch(/showed before as setup code is void/)
  expect(lines.filter((line) => /void/.test(line))).not.toContainEqual(expect.stringMatching(/keys/i))
})

describe('the channel of an environment', () => {
  const channelsOf = ({ functions }: ReturnType<typeof freshManagement>) => [
    ...new Set([...functions.all.values()].map(({ variables }) => variables.CAMPUS_CHANNEL)),
  ]

  test('is develop for a new one, then what it was deployed for, until another one is named', async () => {
    const management = freshManagement()
    await run(management, { channel: undefined })
    expect(channelsOf(management)).toEqual(['develop'])
    await run(management, { channel: 'release' })
    for (const later of [{}, { newSetupCode: true }, { rotate: { keys: 'data', rewritten: false } }]) {
      await run(management, { ...later, channel: undefined })
      expect(channelsOf(management)).toEqual(['release'])
    }
    expect((await run(management, { channel: undefined })).changed).toBe(0)
    await run(management, { channel: 'trial' })
    expect(channelsOf(management)).toEqual(['trial'])
  })

  test('is asked for where functions have different ones, or one that is none', async () => {
    const management = freshManagement()
    await run(management, { channel: 'release' })
    for (const wrong of ['develop', 'production']) {
      for (const { variables } of management.functions.all.values()) variables.CAMPUS_CHANNEL = 'release'
      Object.assign(management.functions.all.get('gate')?.variables ?? {}, { CAMPUS_CHANNEL: wrong })
      const { error } = await run(management, { channel: undefined })
      expect(String(error)).toMatch(new RegExp(`release and ${wrong}: say which it is by --channel`))
    }
    expect((await run(management, { channel: 'release' })).error).toBeNull()
    expect(channelsOf(management)).toEqual(['release'])
  })
})
