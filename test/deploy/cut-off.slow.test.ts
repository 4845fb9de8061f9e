import { expect, test } from 'vitest'
import { freshManagement, KEYS, run, shapeOf, shown, useStandIn } from './deployed'

useStandIn()

/** `CUT=all`: at every call in both ways; else every call is the last in one of them, in turn. */
const STEP = process.env.CUT === 'all' ? 1 : 2

// Every place where a run can end: its calls are the same in every fresh environment.
test.each(['lost', 'unanswered'] as const)('at every call (%s), it goes on to the same end', async (fate) => {
  const whole = freshManagement()
  const { calls } = await run(whole)
  const wanted = shapeOf(whole)
  expect(calls).toBeGreaterThan(100)
  for (let cut = STEP === 1 || fate === 'lost' ? 0 : 1; cut < calls; cut += STEP) {
    const management = freshManagement()
    const first = await run(management, {}, (call) => (call < cut ? 'answered' : fate))
    expect(first.error).not.toBeNull()
    const second = await run(management)
    expect(second.error).toBeNull()
    expect(shapeOf(management)).toEqual(wanted)
    const all = new Set([...shown(first.lines), ...shown(second.lines)].map(([, value]) => value))
    for (const { variables } of management.functions.all.values())
      for (const key of KEYS) expect(all).toContain(variables[key])
    expect((await run(management)).changed).toBe(0)
  }
})
