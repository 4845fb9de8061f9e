import { GATE_ERRORS, type GateErrorCode } from '../../contract/gate'

/** The call itself is at fault, or can't be answered: nothing was decided. */
export class GateApiError extends Error {
  constructor(
    readonly code: GateErrorCode,
    readonly details: Record<string, unknown> = {},
  ) {
    super(GATE_ERRORS[code][1])
    this.name = 'GateApiError'
  }
}
