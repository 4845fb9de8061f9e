import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FrameStatistics } from '../../../miniprogram/domain/face/frame-statistics'
import { LightMeter } from '../../../miniprogram/domain/face/frame-statistics'
import { guide, NO_HISTORY, STEADY_MS, type GuideHistory } from '../../../miniprogram/domain/face/guide'
import type { Hint } from '../../../miniprogram/domain/face/hints'
import { ovalInPicture } from '../../../miniprogram/domain/face/oval'
import { GOOD, pixelsOf, withNoise } from './portrait'

const FINE: FrameStatistics = {
  light: 140,
  spread: 45,
  burnt: 0,
  backlight: 30,
  sharpness: 900,
  busyness: 0.02,
  motion: 1,
}
const oval = ovalInPicture({ width: 390, height: 844 }, GOOD)

/** What was shown and when the picture would have been taken, frame by frame, ten a second. */
function run(frames: readonly Partial<FrameStatistics>[], step = 100) {
  const hints: (Hint | null)[] = []
  const progress: number[] = []
  let history: GuideHistory = NO_HISTORY
  let readyAt: number | null = null
  frames.forEach((change, index) => {
    const told = guide({ at: index * step, statistics: { ...FINE, ...change }, oval }, null, history)
    history = told.history
    hints.push(told.hint)
    progress.push(told.progress)
    if (told.ready && readyAt === null) readyAt = index * step
  })
  return {
    hints,
    progress,
    readyAt,
    changes: hints.filter((hint, index) => index > 0 && hint !== hints[index - 1]).length,
  }
}

const frames = (count: number, change: Partial<FrameStatistics> = {}): Partial<FrameStatistics>[] =>
  Array.from({ length: count }, () => change)

describe('the steady run', () => {
  it('takes the picture after a steady while, and shows how far it is', () => {
    const { readyAt, progress } = run(frames(20))
    expect(readyAt).toBe(STEADY_MS)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(progress[0]).toBe(0)
    expect(progress[progress.length - 1]).toBe(1)
  })

  it('begins anew with any issue, also one too short to be shown', () => {
    const { readyAt, hints } = run([...frames(10), ...frames(1, { motion: 20 }), ...frames(20)])
    expect(hints.every((hint) => hint === null)).toBe(true)
    expect(readyAt).toBe(1100 + STEADY_MS)
  })

  it('needs some frames, however far apart they come', () => {
    expect(run(frames(4), 700).readyAt).toBeNull()
    expect(run(frames(6), 700).readyAt).toBe(2800)
  })

  it('never runs while a hint is there to be read', () => {
    const { hints, progress } = run([...frames(8, { light: 30 }), ...frames(20)])
    hints.forEach((hint, index) => {
      if (hint !== null) expect(progress[index]).toBe(0)
    })
  })
})

describe('hints', () => {
  it('appear only when they have held for a moment', () => {
    const { hints } = run([...frames(3), ...frames(6, { light: 30 })])
    expect(hints.slice(0, 6).every((hint) => hint === null)).toBe(true)
    expect(hints[hints.length - 1]).toBe('tooDark')
  })

  it('stay long enough to be read', () => {
    const { hints } = run([...frames(5, { light: 30 }), ...frames(1), ...frames(20)])
    const shown = hints.filter((hint) => hint === 'tooDark').length
    expect(shown * 100).toBeGreaterThanOrEqual(800)
  })

  it('end only well inside their bound', () => {
    const { hints } = run([...frames(5, { light: 58 }), ...frames(20, { light: 66 })])
    expect(hints[hints.length - 1]).toBe('tooDark')
    expect(run([...frames(5, { light: 58 }), ...frames(30, { light: 75 })]).hints.pop()).toBeNull()
  })

  it('don’t flicker on a value that trembles around its bound', () => {
    const near = fc.double({ min: 56, max: 68, noNaN: true })
    fc.assert(
      fc.property(fc.array(near, { minLength: 60, maxLength: 60 }), (lights) => {
        expect(run(lights.map((light) => ({ light }))).changes).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('change at most about once a second, whatever the frames say', () => {
    const any = fc.record({
      light: fc.double({ min: 0, max: 255, noNaN: true }),
      motion: fc.double({ min: 0, max: 30, noNaN: true }),
      busyness: fc.double({ min: 0, max: 1, noNaN: true }),
      sharpness: fc.double({ min: 0, max: 2000, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(any, { minLength: 50, maxLength: 50 }), (seen) => {
        expect(run(seen).changes).toBeLessThanOrEqual(7)
      }),
    )
  })

  it('don’t flicker on a dim picture with the noise of a cheap camera', async () => {
    const meter = new LightMeter()
    const pixels = await pixelsOf({ ...GOOD, width: 240, height: 320, skin: 71, wall: 75 })
    let history: GuideHistory = NO_HISTORY
    const shown: (Hint | null)[] = []
    for (let frame = 0; frame < 24; frame++) {
      const statistics = meter.measure(withNoise(pixels, 10, frame), 240, 320, oval)
      const told = guide({ at: frame * 100, statistics, oval }, null, history)
      history = told.history
      shown.push(told.hint)
    }
    const changes = shown.filter((hint, index) => index > 0 && hint !== shown[index - 1])
    expect(changes.length).toBeLessThanOrEqual(1)
  })
})

it('leaves history as it found it', () => {
  const before = Object.freeze({ ...NO_HISTORY })
  guide({ at: 0, statistics: FINE, oval }, null, before)
  expect(before).toEqual(NO_HISTORY)
})
