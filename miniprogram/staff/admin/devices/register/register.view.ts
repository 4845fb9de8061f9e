import type { LoadFailure } from '../../../../api/api-error'
import type { Gate, Input, Output } from '../../../../../contract'
import {
  addressesOf,
  checkDevice,
  mayBeUnsigned,
  settledDevice,
  type DeviceTraits,
} from '../../../../domain/gate/device'
import { translate } from '../../../../locales/errors'
import { KINDS, LANES, secretRows, type SecretRow } from '../words'
import { adminDevicesRegisterWords } from '../../../../locales/zh/pages/admin-devices-register'

export interface RegisterState extends Omit<DeviceTraits, 'addresses'> {
  /** Gates that are in use; null until loaded. */
  gates: Gate[] | null
  failure: LoadFailure | null
  /** Made on this phone, once for this form. */
  deviceId: string
  /** As typed, blanks or commas between. */
  addresses: string
  tried: boolean
  sending: 'no' | 'sending' | 'confirming'
  refused: string
  made: Output<'device.save'> | null
}

export const initialRegister = (deviceId = ''): RegisterState => ({
  gates: null,
  failure: null,
  deviceId,
  name: '',
  gateId: '',
  kind: 'controller',
  direction: 'both',
  mayOverride: false,
  unsigned: false,
  addresses: '',
  tried: false,
  sending: 'no',
  refused: '',
  made: null,
})

interface Choice {
  id: string
  name: string
  chosen: boolean
}

export interface RegisterView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  name: string
  gates: Choice[]
  kinds: Choice[]
  lanes: Choice[]
  mayOverride: boolean
  /** This kind of hardware may be one that can't sign. */
  mayBeUnsigned: boolean
  unsigned: boolean
  addresses: string
  fieldErrors: FieldErrors
  sending: boolean
  waitingWords: string
  refused: string
  secret: { visible: boolean; name: string; rows: SecretRow[] }
}

const choices = <Id extends string>(words: Readonly<Record<Id, string>>, chosen: Id): Choice[] =>
  (Object.keys(words) as Id[]).map((id) => ({ id, name: words[id], chosen: id === chosen }))

/** A piece of gate hardware as it is being registered (docs/decisions/0007). */
export function registerView(state: RegisterState): RegisterView {
  const { gates, failure, kind, sending, made } = state
  return {
    stage: gates !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    name: state.name,
    gates: (gates ?? []).map(({ id, name }) => ({ id, name, chosen: id === state.gateId })),
    kinds: choices(KINDS, kind),
    lanes: choices(LANES, state.direction),
    mayOverride: state.mayOverride,
    mayBeUnsigned: mayBeUnsigned(kind),
    unsigned: deviceAsTyped(state).unsigned,
    addresses: state.addresses,
    fieldErrors: state.tried ? fieldErrorsOf(state) : NO_FAULTS,
    sending: sending !== 'no',
    waitingWords:
      sending === 'confirming'
        ? adminDevicesRegisterWords.confirming
        : adminDevicesRegisterWords.waitingWords,
    refused: state.refused,
    secret: {
      visible: made !== null,
      name: state.name.trim(),
      rows: made === null ? [] : secretRows(made),
    },
  }
}

const deviceAsTyped = (state: RegisterState) => {
  const { name, gateId, kind, direction, mayOverride, unsigned, addresses } = state
  const traits = { name, gateId, kind, direction, mayOverride, unsigned }
  return settledDevice({ ...traits, addresses: addressesOf(addresses) })
}

const FIELDS = ['name', 'gateId', 'direction', 'addresses'] as const
type FieldErrors = Record<(typeof FIELDS)[number], string>

const NO_FAULTS: FieldErrors = { name: '', gateId: '', direction: '', addresses: '' }

/** What keeps the device from being registered, in the server's words; all empty when nothing does. */
export function fieldErrorsOf(state: RegisterState): FieldErrors {
  const sentences: FieldErrors = { ...NO_FAULTS }
  for (const { field, code, details } of checkDevice(deviceAsTyped(state)))
    sentences[field as keyof FieldErrors] = translate(code, details)
  return sentences
}

/** The first question with a field error, in the order of the form; null when the device can be registered. */
export function firstFieldError(state: RegisterState): keyof FieldErrors | null {
  const fieldErrors = fieldErrorsOf(state)
  return FIELDS.find((field) => fieldErrors[field] !== '') ?? null
}

export const deviceOf = (state: RegisterState): Input<'device.save'> => ({
  ...{ deviceId: state.deviceId, ...deviceAsTyped(state) },
  ...{ renewSecret: false, seen: '' },
})
