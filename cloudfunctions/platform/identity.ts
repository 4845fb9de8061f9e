import { cloud } from './wechat-cloud'

/**
 * The openid the platform gives this invocation; null when no WeChat user called (timers).
 * Identity comes from here only, never from anything in the request (house rule 7).
 */
export function callerOpenid(): string | null {
  const { OPENID } = cloud.getWXContext()
  return typeof OPENID === 'string' && OPENID !== '' ? OPENID : null
}

/** The calls of WeChat's server API that we use; the SDK itself gives them no types. */
interface Openapi {
  subscribeMessage: { send(message: object): Promise<unknown>; getTemplateList(): Promise<unknown> }
  phonenumber: { getPhoneNumber(request: { code: string }): Promise<unknown> }
  wxacode: { getUnlimited(request: object): Promise<unknown> }
}

export const openapi = cloud.openapi as Openapi
