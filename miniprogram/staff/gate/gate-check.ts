import type { Credential } from '../../domain/gate/credential'

/** What a check is about: a scanned or typed code, a plate, or the last six of the ID with the name. */
export type GuardCredential = Extract<Credential, { code: string } | { plate: string } | { person: object }>

/** One check at a gate: who or what, where, and which way the visitor goes. */
export interface GateCheck {
  gateId: string
  gateName: string
  /** Of the gate; absent: not known. */
  campusName?: string
  direction: 'in' | 'out'
  /** The vehicle passes, not only the person. */
  inVehicle: boolean
  credential: GuardCredential
  by: 'scan' | 'keypad' | 'plate' | 'person'
  /** The guard's reason for letting pass what the rules refuse. */
  override?: string
}

/** What the guard hears and feels without looking: short and bright to pass, long and low to stop. */
export type Signal = 'allowed' | 'refused' | 'unsure'

export const NO_CHECK: GateCheck = {
  gateId: '',
  gateName: '',
  direction: 'in',
  inVehicle: false,
  credential: { code: '' },
  by: 'scan',
}

/** What the server is asked for a check. */
export const inputOf = ({ gateId, direction, inVehicle, credential, override }: GateCheck) => ({
  ...{ gateId, direction, inVehicle, ...credential },
  ...(override === undefined ? {} : { override }),
})
