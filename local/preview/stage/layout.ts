import { PHONE_HEIGHT_PX, PHONE_WIDTH_PX, type PhoneCard } from './phone-card'

const GAP_PX = 20
const FRAME_PX = 16
const SMALLEST = 0.62
const PASSES = 3

/** Scales the phones so that all fit side by side; below a readable size the row scrolls instead. */
export function fitPhones(room: HTMLElement, cards: readonly PhoneCard[]): void {
  if (cards.length === 0) return
  // The switches of a narrower phone take more lines, and so more of the height.
  for (let pass = 0; pass < PASSES; pass++) {
    const factor = factorFor(room, cards)
    for (const card of cards) card.scale(factor)
  }
}

function factorFor(room: HTMLElement, cards: readonly PhoneCard[]): number {
  const above = Math.max(...cards.map(heightAbove))
  const wide =
    (room.clientWidth - paddingOf(room, 'Left', 'Right') - GAP_PX * (cards.length - 1)) /
    cards.length /
    (PHONE_WIDTH_PX + FRAME_PX)
  const high = (room.clientHeight - paddingOf(room, 'Top', 'Bottom') - above) / (PHONE_HEIGHT_PX + FRAME_PX)
  return Math.max(SMALLEST, Math.min(1, wide, high))
}

/** Everything of a card but its screen. */
function heightAbove({ root }: PhoneCard): number {
  const parts = [...root.children].slice(0, -1) as HTMLElement[]
  return parts.reduce((sum, part) => sum + part.offsetHeight + marginOf(part), 0)
}

function marginOf(part: HTMLElement): number {
  const { marginTop, marginBottom } = getComputedStyle(part)
  return Number.parseFloat(marginTop) + Number.parseFloat(marginBottom)
}

function paddingOf(room: HTMLElement, ...sides: ('Left' | 'Right' | 'Top' | 'Bottom')[]): number {
  const style = getComputedStyle(room)
  return sides.reduce((sum, side) => sum + Number.parseFloat(style[`padding${side}`]), 0)
}
