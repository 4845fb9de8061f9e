const forgetful: (() => void)[] = []

/**
 * What an instance of a function keeps from call to call: made when it is first asked for. All such state goes through
 * here, so that `beginInstance` knows it.
 */
export function ofInstance<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  forgetful.push(() => (made = undefined))
  return () => (made ??= { value: make() }).value
}

/** Forgets everything that was kept, as an instance that begins: for a process in which several follow each other. */
export function beginInstance(): void {
  for (const forget of forgetful) forget()
}
