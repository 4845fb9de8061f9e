import { PHONE_HEIGHT_PX, PHONE_WIDTH_PX, type PhoneCard } from './phone-card'

const GAP_PX = 20
const FRAME_PX = 16
const SMALLEST = 0.62

/** Scales the phones so that all fit side by side; below a readable size the row scrolls instead. */
export function fitPhones(room: HTMLElement, cards: readonly PhoneCard[]): void {
  const first = cards[0]
  if (!first) return
  const parts = [...first.root.children].slice(0, -1) as HTMLElement[]
  const above = parts.reduce((sum, part) => sum + part.offsetHeight + marginOf(part), 0)
  const wide =
    (room.clientWidth - paddingOf(room, 'Left', 'Right') - GAP_PX * (cards.length - 1)) /
    cards.length /
    (PHONE_WIDTH_PX + FRAME_PX)
  const high = (room.clientHeight - paddingOf(room, 'Top', 'Bottom') - above) / (PHONE_HEIGHT_PX + FRAME_PX)
  const factor = Math.max(SMALLEST, Math.min(1, wide, high))
  for (const card of cards) card.scale(factor)
}

function marginOf(part: HTMLElement): number {
  const { marginTop, marginBottom } = getComputedStyle(part)
  return Number.parseFloat(marginTop) + Number.parseFloat(marginBottom)
}

function paddingOf(room: HTMLElement, ...sides: ('Left' | 'Right' | 'Top' | 'Bottom')[]): number {
  const style = getComputedStyle(room)
  return sides.reduce((sum, side) => sum + Number.parseFloat(style[`padding${side}`]), 0)
}
