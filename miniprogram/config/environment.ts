/**
 * The cloud environment of each release channel. Whoever deploys puts the ids of the own CloudBase
 * environments here. A channel without one doesn't start: better no program than bookings in the wrong place.
 */
const CLOUD_ENVIRONMENTS: Readonly<Record<'develop' | 'trial' | 'release', string>> = {
  develop: 'campus-visitor-develop',
  trial: '',
  release: '',
}

/** The environment id for this start of the program. Throws when its channel has none. */
export function cloudEnvironment(): string {
  const channel = wx.getAccountInfoSync().miniProgram.envVersion
  const id = CLOUD_ENVIRONMENTS[channel]
  if (!id) throw new Error(`config/environment.ts names no cloud environment for "${channel}"`)
  return id
}
