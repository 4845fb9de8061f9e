/** One call as its caller saw it. Somewhere between `called` and `answered` it took effect, at once and once. */
export interface Operation<I, O> {
  called: number
  answered: number
  input: I
  output: O
}

/** What a thing does when one call comes after the other. */
export interface Sequential<S, I, O> {
  initial: S
  step(state: S, input: I): { state: S; output: O }
}

/**
 * Whether there is an order of the calls, each at a moment between its call and its answer, in which the sequential thing
 * gives every answer that was given (Wing and Gong; what was tried is kept, as Lowe does). States are plain values.
 *
 * @returns the inputs in such an order; null: there is none
 */
export function linearize<S, I, O>(
  history: readonly Operation<I, O>[],
  { initial, step }: Sequential<S, I, O>,
): I[] | null {
  const tried = new Set<string>()

  function search(left: readonly Operation<I, O>[], state: S, order: readonly I[]): readonly I[] | null {
    if (left.length === 0) return order
    const place = `${left.map((operation) => history.indexOf(operation)).join()} ${JSON.stringify(state)}`
    if (tried.has(place)) return null
    tried.add(place)
    // Who began after another was answered comes after it.
    const firstAnswer = Math.min(...left.map(({ answered }) => answered))
    for (const operation of left) {
      if (operation.called > firstAnswer) continue
      const next = step(state, operation.input)
      if (JSON.stringify(next.output) !== JSON.stringify(operation.output)) continue
      const rest = left.filter((each) => each !== operation)
      const found = search(rest, next.state, [...order, operation.input])
      if (found !== null) return found
    }
    return null
  }

  const found = search(history, initial, [])
  return found === null ? null : [...found]
}
