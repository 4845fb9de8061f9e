/** How a gate may know somebody. */
export const PASSAGE_WAYS = ['qr', 'shortCode', 'emergencyNumber', 'plate', 'document', 'face'] as const
export type PassageWay = (typeof PASSAGE_WAYS)[number]

/** What became of a try to pass, beside its reason. */
export const PASSAGE_OUTCOMES = ['allowed', 'refused'] as const

/** Kinds of gate hardware. */
export const DEVICE_KINDS = ['controller', 'qrHead', 'plateCamera', 'idReader', 'faceReader'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]

/**
 * Who may present what (spec 5.1). A device presents only what its kind can read, so that the key of one that was stolen
 * looks up nothing else; a controller signs for its head and its camera. Short codes and emergency numbers are secrets
 * that somebody may have overheard: they are for a guard, who sees who gives them.
 */
export const DEVICE_READS: Readonly<Record<DeviceKind, readonly PassageWay[]>> = {
  controller: ['qr', 'plate'],
  qrHead: ['qr'],
  plateCamera: ['plate'],
  idReader: ['document'],
  faceReader: ['face'],
}

/** A guard types, scans, or looks up by the last six and the name. */
export const GUARD_READS: readonly PassageWay[] = ['qr', 'shortCode', 'emergencyNumber', 'plate', 'document']
