import type { walkInWords as zh } from '../zh/walk-in'

export const walkInWords: typeof zh = {
  unit: (gateName) => `Walk-in · ${gateName}`,
}
