/** What stands on a walk-in where other visits name their unit (spec 4.3). */
export const walkInWords = {
  unit: (gateName: string): string => `临时来访 · ${gateName}`,
}
