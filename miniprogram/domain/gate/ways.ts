/** How a gate may know somebody. */
export const PASSAGE_WAYS = ['qr', 'shortCode', 'plate', 'document', 'face'] as const
export type PassageWay = (typeof PASSAGE_WAYS)[number]

/** Kinds of gate hardware. */
export const DEVICE_KINDS = ['controller', 'qrHead', 'plateCamera', 'idReader', 'faceReader'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]
