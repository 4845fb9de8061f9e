import { OWN_CALLS, OWN_HEADER, PERSON_HEADER } from '../../miniprogram/domain/account/console'
import { ApiError } from './api-error'
import { connection } from './connection'
import { isUsed } from './use'

/** HTTP access of the function, on the page's own address. */
const API = '/console-api'
const LONGEST_MS = 20_000

/**
 * One POST of the page. Resolves with the body whatever the status: a refusal is an answer. Throws NETWORK when nothing came,
 * BUSY when what came is no answer of the function.
 * @param person whom the page shows: nothing is done as somebody else
 */
export async function post(path: string, body: unknown, person?: string): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(`${API}${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        'content-type': 'application/json',
        [OWN_HEADER]: OWN_CALLS[isUsed() ? 'used' : 'unattended'],
        ...(person === undefined ? {} : { [PERSON_HEADER]: person }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(LONGEST_MS),
    })
  } catch {
    connection.lost = true
    throw new ApiError('NETWORK')
  }
  connection.lost = false
  try {
    return (await response.json()) as unknown
  } catch {
    throw new ApiError('BUSY')
  }
}
