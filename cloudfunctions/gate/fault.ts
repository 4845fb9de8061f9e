import { GATE_FAULTS, type GateFault } from '../../contract/gate'

/** The call itself is at fault, or can't be answered: nothing was decided. */
export class Fault extends Error {
  constructor(
    readonly code: GateFault,
    readonly details: Record<string, unknown> = {},
  ) {
    super(GATE_FAULTS[code][1])
    this.name = 'Fault'
  }
}
