import type { Contact } from '../call-list/call-list'

/** A refusal as a card: what it is, what explains it, and the ways out. */
export interface RefusalCardView {
  title: string
  lines: Array<{ label: string; words: string }>
  advice: string
  calls: Contact[]
  /** Words of the button that fires `act`; empty: none. */
  action: string
  /** Words of a second button, which fires `second`; empty: none. */
  second: string
  /** Words of a button that takes the phone number from WeChat, which fires `phone`; empty: none. */
  prove: string
  /** Words of a link to the question that explains it, which fires `help`; empty: none. */
  help: string
}
