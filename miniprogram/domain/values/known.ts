/** A fact that its source tells, or can't tell. What isn't known is never guessed: a rule says what it does without it. */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false }

export const known = <T>(value: T): Known<T> => ({ known: true, value })

export const UNKNOWN: Known<never> = { known: false }

/** The value, or what the rule takes in its place where the source can't tell. */
export const knownOr = <T>(fact: Known<T>, otherwise: T): T => (fact.known ? fact.value : otherwise)
