import { OWN_CALLS, OWN_HEADER, PERSON_HEADER } from '../../miniprogram/domain/account/console'
import { ApiError } from './api-error'
import { connection } from './connection'
import { isUsed } from './use'

/** HTTP access of the function, on the page's own address. */
const API = '/console-api'
const LONGEST_MS = 20_000
/** Of a picture, over a line that takes 1 Mbit/s. */
const LONGEST_UPLOAD_MS = 60_000
/** Each character takes three bytes at most, and HTTP access passes 100 KB as text. */
const MAX_TEXT_LENGTH = 33_000

/**
 * One POST of the page. Resolves with the body whatever the status: a refusal is an answer. Throws NETWORK when nothing came,
 * BUSY when what came is no answer of the function.
 * @param person whom the page shows: nothing is done as somebody else
 */
export async function post(path: string, body: unknown, person?: string): Promise<unknown> {
  const text = JSON.stringify(body)
  const isLarge = text.length > MAX_TEXT_LENGTH
  let response: Response
  try {
    response = await fetch(`${API}${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        'content-type': isLarge ? 'application/octet-stream' : 'application/json',
        [OWN_HEADER]: OWN_CALLS[isUsed() ? 'used' : 'unattended'],
        ...(person === undefined ? {} : { [PERSON_HEADER]: person }),
      },
      body: text,
      signal: AbortSignal.timeout(isLarge ? LONGEST_UPLOAD_MS : LONGEST_MS),
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
