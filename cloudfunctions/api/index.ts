import { randomUUID } from 'node:crypto'
import type { Reply } from '../../contract'
import { callerOpenid } from '../platform/identity'
import { requireKeys } from '../platform/keys'
import { handle } from './handle'

requireKeys()

/** Entry of the `api` function: everything the Mini Program asks. */
export function main(event: unknown): Promise<Reply> {
  return handle(event, callerOpenid(), Date.now(), randomUUID().slice(0, 8))
}
