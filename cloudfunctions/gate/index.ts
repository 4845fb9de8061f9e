import { randomUUID } from 'node:crypto'
import { callerOpenid } from '../platform/identity'
import { requireKeys } from '../platform/keys'
import { handle, refuseWeChat } from './handle'
import type { HttpReply } from '../dispatch/http'

requireKeys()

/** Entry of the `gate` function: what gate hardware asks, over HTTP access and without a WeChat user. */
export function main(event: unknown): Promise<HttpReply> {
  // Clients can call any function by name, with headers of their choice; HTTP access comes without a user.
  if (callerOpenid() !== null) return Promise.resolve(refuseWeChat(Date.now()))
  return handle(event, Date.now(), randomUUID().slice(0, 8))
}
