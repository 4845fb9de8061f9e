/** One check at a gate: what was scanned or typed, where, and which way the visitor goes. */
export interface GateCheck {
  gateId: string
  gateName: string
  direction: 'in' | 'out'
  code: string
  by: 'scan' | 'keypad'
}

/** What the guard hears and feels without looking: short and bright to pass, long and low to stop. */
export type Signal = 'allowed' | 'refused' | 'unsure'
