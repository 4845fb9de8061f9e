import type { LocationError } from '../gate/location'
import type { TariffError } from '../parking/tariff-check'
import type { PurposeClass } from '../visit/purposes'

type None = null

/** Why what the office configures is refused: code → its details. They are among those of `ErrorDetails`. */
export interface OfficeErrorDetails {
  // Gate hardware (gate/device.ts).
  DEVICE_NAME: None
  DEVICE_GATE: None
  DEVICE_DIRECTION: None
  /** Hardware of its kind always signs. */
  DEVICE_SIGNS: None
  /** What can't sign isn't trusted with letting pass. */
  DEVICE_OVERRIDE: None
  DEVICE_ADDRESSES: { max: number }

  // The office's list of purposes (visit/purpose-list.ts).
  PURPOSE_NAME: { max: number }
  PURPOSE_TWICE: None
  PURPOSES_NONE: { purposeClass: PurposeClass }

  // Whom one can call (campus/contacts.ts).
  CONTACT_NAME: None
  CONTACT_PHONE: None
  CONTACT_TWICE: None

  // What the office configures: somebody else of it changed the same rule meanwhile.
  RULE_CHANGED: { byName: string }

  // Notices, the tariff, gates on the map.
  /** Parts of a notice, and fields of the template, that don't meet. */
  TEMPLATE_FIELDS: { faults: string }
  TEMPLATE_UNKNOWN: None
  TARIFF: { fieldErrors: readonly TariffError[] }
  /** Where a gate is to stand on the map. */
  GATE_LOCATION: { error: LocationError }
}
