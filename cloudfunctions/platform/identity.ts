import cloud from 'wx-server-sdk'

// The SDK's own type forgets that the current environment is named by a symbol.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

/**
 * The openid the platform gives this invocation; null when no WeChat user called (timers).
 * Identity comes from here only, never from anything in the request (design 5).
 */
export function callerOpenid(): string | null {
  const { OPENID } = cloud.getWXContext()
  return typeof OPENID === 'string' && OPENID !== '' ? OPENID : null
}

/** WeChat's server API, as the SDK hands it out. */
export const openapi = cloud.openapi
