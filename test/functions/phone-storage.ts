/** WeChat's limits for what is kept encrypted, in characters. */
const KEY_LIMIT = 700_000
const TOTAL_LIMIT = 7_100_000

/** A phone's storage as WeChat gives it to a program: survives its restarts, is full at some time. */
export class PhoneStorage {
  private readonly sealed = new Map<string, string>()
  private readonly plain = new Map<string, unknown>()

  get size(): number {
    return [...this.sealed.values()].reduce((sum, text) => sum + text.length, 0)
  }

  /** The functions of `wx` that keep something. */
  readonly functions = {
    setStorage: async ({ key, data, encrypt }: { key: string; data: string; encrypt: boolean }) => {
      if (!encrypt) throw new Error(`${key} is to be kept encrypted`)
      if (data.length > KEY_LIMIT) throw new Error('setStorage:fail entry size limit reached')
      const others = this.size - (this.sealed.get(key)?.length ?? 0)
      if (others + data.length > TOTAL_LIMIT) throw new Error('setStorage:fail exceed storage max size')
      this.sealed.set(key, data)
    },
    getStorage: async ({ key }: { key: string }) => {
      const data = this.sealed.get(key)
      if (data === undefined) throw new Error('getStorage:fail data not found')
      return { data }
    },
    removeStorage: async ({ key }: { key: string }) => void this.sealed.delete(key),
    getStorageSync: (key: string): unknown => this.plain.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void this.plain.set(key, value),
    getRandomValues: ({ length, success }: { length: number; success: (made: object) => void }) =>
      success({ randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer }),
  }
}
