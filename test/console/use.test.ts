import { expect, it } from 'vitest'
import { isUsed, watchUse } from '../../console/api/use'

it('a page is used for a minute after somebody opened it, moved or typed', () => {
  let now = 0
  const page = new EventTarget()
  expect(isUsed(now)).toBe(false)
  watchUse(page, () => now)
  const seen = [isUsed(59_999), isUsed(60_000)]
  for (const sign of ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart']) {
    now += 600_000
    page.dispatchEvent(new Event(sign))
    seen.push(isUsed(now + 59_999), isUsed(now + 60_000))
  }
  // What comes and goes without anybody is no sign of somebody.
  now += 600_000
  for (const event of ['focus', 'visibilitychange', 'online']) page.dispatchEvent(new Event(event))
  seen.push(false, isUsed(now))
  expect(seen).toEqual(seen.map((_, index) => index % 2 === 0 && index < seen.length - 2))
})
