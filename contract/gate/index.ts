import { guards } from './guard'
import { hardware } from './hardware'

/** A gate: the guard who stands at it, the office that configures it, and its hardware (device-api.ts). */
export const gate = { ...guards, ...hardware }

export * from './device-api'
