import { guards } from './guard'
import { hardware } from './hardware'

/**
 * A gate: the guard who stands at it and the office that configures it. What its hardware asks stands apart
 * (device-api.ts): only the function `gate` answers it, and the others would carry its document.
 */
export const gate = { ...guards, ...hardware }
