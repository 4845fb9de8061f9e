type Callbacks = {
  success?: (result: any) => void
  fail?: (error: any) => void
  complete?: (result: any) => void
}

/** How an API refuses: the text after "name:fail", and WeChat's number where it has one. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

/**
 * An asynchronous API as WeChat makes them: options with callbacks, a promise when there are none, "name:ok" or
 * "name:fail …" as errMsg.
 */
export function api<O extends object = any>(name: string, run: (options: O) => unknown) {
  return (options?: O & Callbacks): Promise<any> | undefined => {
    const given = (options ?? {}) as O & Callbacks
    const outcome = Promise.resolve()
      .then(() => run(given))
      .then(
        (result) => ({ errMsg: `${name}:ok`, ...(result as object | undefined) }),
        (error: unknown) => {
          throw failure(name, error)
        },
      )
    const { success, fail, complete } = given
    if (!success && !fail && !complete) return outcome
    outcome.then(
      (result) => {
        success?.(result)
        complete?.(result)
      },
      (error) => {
        fail?.(error)
        complete?.(error)
      },
    )
    return undefined
  }
}

function failure(name: string, error: unknown): Error & Record<string, unknown> {
  const message = error instanceof Error ? error.message : String(error)
  const made = new Error(`${name}:fail ${message}`) as Error & Record<string, unknown>
  return Object.assign(made, { errMsg: made.message }, error instanceof ApiFailure ? error.fields : {})
}

/** What a person who closes a sheet or dialog leaves behind. */
export function cancelled(): ApiFailure {
  return new ApiFailure('cancel')
}

/** An `onX`/`offX` pair and the way to fire it. */
export function signal<T>(): {
  on(listener: (value: T) => void): void
  off(listener?: (value: T) => void): void
  emit(value: T): void
} {
  const listeners = new Set<(value: T) => void>()
  return {
    on: (listener) => void listeners.add(listener),
    off: (listener) => (listener ? void listeners.delete(listener) : listeners.clear()),
    emit: (value) => listeners.forEach((listener) => listener(value)),
  }
}
