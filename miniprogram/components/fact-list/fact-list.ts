/** One line of what is known: its name, its words, and whether they are a number to read digit by digit (most are not). */
export interface Fact {
  label: string
  words: string
  figures?: boolean
}

/** Names on the left, what is known on the right; wraps when type is large. */
Component({
  properties: {
    facts: { type: Array, value: [] as Fact[] },
  },
})
