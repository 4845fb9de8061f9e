import { isOffline, phone } from '../phone'
import { ApiFailure } from './api'

/** A request of this phone to the local cloud or the preview's server; who calls is told by the phone's number alone. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  if (isOffline()) throw new ApiFailure('errCode: -1  | errMsg: request:fail', { errCode: -1 })
  const form = body instanceof FormData
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'x-phone': phone.phone.id, ...(form ? {} : { 'content-type': 'application/json' }) },
    body: form ? body : JSON.stringify(body),
  }).catch((error: Error) => {
    throw new ApiFailure(`errCode: -1  | errMsg: request:fail ${error.message}`, { errCode: -1 })
  })
  const reply = await response.json().catch(() => ({ errCode: -1, errMsg: `HTTP ${response.status}` }))
  const errCode: number = reply.errCode ?? (response.ok ? 0 : -1)
  if (errCode !== 0)
    throw new ApiFailure(`Error: errCode: ${errCode} | errMsg: ${reply.errMsg ?? reply.message}`, { errCode })
  return reply as T
}
