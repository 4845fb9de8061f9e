import { GATE_ERRORS, type GateErrorCode } from '../../contract/gate/device-api'

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

/** What HTTP wants beside the fault (RFC 9110). */
export const faultHeaders = (code: GateErrorCode, details: object): Record<string, string> => {
  if (GATE_ERRORS[code][0] === 401) return { 'www-authenticate': 'Gate-HMAC-SHA256 realm="gate"' }
  if (code === 'METHOD') return { allow: String((details as { allow?: string }).allow) }
  return code === 'BUSY' ? { 'retry-after': '1' } : {}
}
