type Listener = (message: string) => void

const listeners = new Set<Listener>()
const rejectionListeners = new Set<(event: { reason: unknown; promise: Promise<unknown> }) => void>()

/** Shows an error of the Mini Program on the console and gives it to App.onError and wx.onError. */
export function reportError(error: unknown): void {
  console.error(error)
  const text = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
  for (const listener of listeners) listener(text)
}

export const errorListeners = listeners
export const unhandledRejectionListeners = rejectionListeners

/** Errors that nobody caught reach the hooks too. */
export function watchUncaught(): void {
  window.addEventListener('error', (event) => event.error && reportError(event.error))
  window.addEventListener('unhandledrejection', (event) => {
    console.error('unhandled rejection:', event.reason)
    for (const listener of rejectionListeners) listener({ reason: event.reason, promise: event.promise })
  })
}

/** Runs the Mini Program's code; what it throws is reported and does not stop the runtime. */
export function guarded<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    reportError(error)
    return undefined
  }
}
