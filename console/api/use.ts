/** How long after somebody moved or typed the page counts as used; what it asks later it asks of itself. */
const USED_MS = 60_000

/** Whatever somebody does at a page. */
const SIGNS = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'] as const

let usedAt = -Infinity

/** Notes when somebody uses the page. Opening it is that, too. */
export function watchUse(
  page: Pick<EventTarget, 'addEventListener'>,
  now = (): number => performance.now(),
): void {
  const note = (): void => void (usedAt = now())
  note()
  for (const sign of SIGNS) page.addEventListener(sign, note, { capture: true, passive: true })
}

/**
 * Whether somebody is there. Pages look by themselves for what is new, and a sign-in that was left alone ends all the same
 * (spec 1, Console).
 */
export const isUsed = (now = performance.now()): boolean => now - usedAt < USED_MS
