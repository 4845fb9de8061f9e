/** An import that this browser didn't bring to its end: of the file its name alone, nothing of what stands in it. */
export interface LeftOff {
  file: string
  done: number
  all: number
}

const KEY = 'console.import'

export function readLeftOff(): LeftOff | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as LeftOff | null
  } catch {
    return null
  }
}

export function keepLeftOff(left: LeftOff | null): void {
  try {
    if (left === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(left))
  } catch {
    // a browser that keeps nothing tells nothing later; the import goes on all the same
  }
}
