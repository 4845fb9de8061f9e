import type { CallSource } from './call-log'

/** The person a call is made for, as WeChat vouches for them. */
export type Caller = { openid: string; appid?: string; unionid?: string }

/**
 * The variables from which the SDK's `getWXContext()` reads who calls. A call nobody stands behind (a timer) has
 * no openid. The token lets the SDK's own calls (another function) be traced to this invocation.
 */
export function callEnvironment(token: string, source: CallSource, caller?: Caller): Record<string, string> {
  const identity: Record<string, string> = { WX_API_TOKEN: token }
  if (caller) identity.WX_OPENID = caller.openid
  if (caller?.appid) identity.WX_APPID = caller.appid
  if (caller?.unionid) identity.WX_UNIONID = caller.unionid
  const environment: Record<string, string> = {
    ...identity,
    WX_CONTEXT_KEYS: Object.keys(identity).join(','),
    TCB_SOURCE: SOURCES[source],
  }
  if (source === 'timer') environment.TRIGGER_SRC = 'timer'
  return environment
}

/** What `getWXContext().SOURCE` says. */
const SOURCES: Record<CallSource, string> = {
  client: 'wx_client',
  direct: 'wx_client',
  function: 'wx_client,scf',
  timer: 'wx_trigger',
  http: 'wx_http',
}
