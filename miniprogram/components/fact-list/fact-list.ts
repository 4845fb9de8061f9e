/**
 * One line of what is known: its name, its words, and of few whether they are a number to read digit by digit, or are
 * broken between their parts only, as days are.
 */
export interface Fact {
  label: string
  words: string
  figures?: boolean
  whole?: boolean
}

/** Names on the left, what is known on the right; wraps when type is large. */
Component({
  properties: {
    facts: { type: Array, value: [] as Fact[] },
  },
})
