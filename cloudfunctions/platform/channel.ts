/**
 * Which version of the Mini Program messages and codes open: the one of the channel that this environment was deployed
 * for. Without the variable it is the released one.
 */
export const CHANNEL_VARIABLE = 'CAMPUS_CHANNEL'

const STATES: Readonly<Record<string, 'developer' | 'trial' | 'formal'>> = {
  develop: 'developer',
  trial: 'trial',
  release: 'formal',
}

const channel = (): string => process.env[CHANNEL_VARIABLE] ?? 'release'

/** As subscribe messages name it. */
export const miniprogramState = (): 'developer' | 'trial' | 'formal' =>
  Object.hasOwn(STATES, channel()) ? (STATES[channel()] ?? 'formal') : 'formal'

/** As Mini Program codes name it. */
export const envVersion = (): string => (Object.hasOwn(STATES, channel()) ? channel() : 'release')
