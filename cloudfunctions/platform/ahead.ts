/** What was begun before its outcome is asked for: whoever awaits it later hears of a failure, and nobody else does. */
export function ahead<T>(begun: Promise<T>): Promise<T> {
  begun.catch(() => undefined)
  return begun
}
