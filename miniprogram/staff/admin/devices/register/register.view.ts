import type { LoadFailure } from '../../../../api/api-error'
import type { Gate, Input, Output } from '../../../../../contract'
import { sentenceOf } from '../../../../locales/errors'
import {
  KINDS,
  LANES,
  MAY_BE_UNSIGNED,
  secretRows,
  type DeviceKind,
  type Lane,
  type SecretRow,
} from '../words'
import { adminDevicesRegisterWords } from '../../../../locales/zh/pages/admin-devices-register'

export interface RegisterState {
  /** Gates that are in use; null until loaded. */
  gates: Gate[] | null
  failure: LoadFailure | null
  /** Made on this phone, once for this form. */
  deviceId: string
  name: string
  gateId: string
  kind: DeviceKind
  direction: Lane
  mayOverride: boolean
  unsigned: boolean
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

interface FieldErrors {
  name: string
  gate: string
  direction: string
  addresses: string
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
    mayBeUnsigned: MAY_BE_UNSIGNED.includes(kind),
    unsigned: isUnsigned(state),
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

/** Chosen for a scanner and then made a face reader, it signs after all. */
const isUnsigned = ({ kind, unsigned }: RegisterState): boolean => unsigned && MAY_BE_UNSIGNED.includes(kind)

const NO_FAULTS: FieldErrors = { name: '', gate: '', direction: '', addresses: '' }
const MAX_ADDRESSES = 10

/** What keeps the device from being registered; all empty when nothing does. */
export function fieldErrorsOf(state: RegisterState): FieldErrors {
  const addresses = isUnsigned(state) ? addressesOf(state) : []
  const readable = addresses.every((address) => /^[0-9A-Fa-f.:]{3,45}$/.test(address))
  return {
    name: state.name.trim() === '' ? adminDevicesRegisterWords.fieldErrorsOfName : '',
    gate: state.gateId === '' ? adminDevicesRegisterWords.gate : '',
    direction: isUnsigned(state) && state.direction === 'both' ? sentenceOf('DEVICE_DIRECTION') : '',
    addresses: readable && addresses.length <= MAX_ADDRESSES ? '' : adminDevicesRegisterWords.addresses,
  }
}

/** The first question with a field error, in the order of the form; null when the device can be registered. */
export function firstFieldError(state: RegisterState): keyof FieldErrors | null {
  const fieldErrors = fieldErrorsOf(state)
  return (
    (Object.keys(fieldErrors) as (keyof FieldErrors)[]).find((field) => fieldErrors[field] !== '') ?? null
  )
}

const addressesOf = ({ addresses }: RegisterState): string[] =>
  addresses.split(/[\s,，;；、]+/).filter((address) => address !== '')

export function deviceOf(state: RegisterState): Input<'device.save'> {
  const { deviceId, name, gateId, kind, direction, mayOverride } = state
  const unsigned = isUnsigned(state)
  return {
    ...{ deviceId, name: name.trim(), gateId, kind, direction, unsigned },
    // What can't sign can't be trusted with letting pass, nor has it anybody to ask.
    mayOverride: mayOverride && !unsigned,
    addresses: unsigned ? addressesOf(state) : [],
    renewSecret: false,
    seen: '',
  }
}
