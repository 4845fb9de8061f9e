/** A list of subscribers. `subscribe` gives the function that ends the subscription. */
export class Listeners<T> {
  private readonly listeners = new Set<(entry: T) => void>()

  subscribe = (listener: (entry: T) => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  tell(entry: T): void {
    for (const listener of this.listeners) listener(entry)
  }
}
