import { randomUUID } from 'node:crypto'
import type { HttpReply } from '../dispatch/http'
import { callerOpenid } from '../platform/identity'
import { requireKeys } from '../platform/keys'
import { handle, refuseWeChat } from './handle'

requireKeys()

/** Entry of the `console` function: what the console's page asks, over HTTP access and without a WeChat user. */
export function main(event: unknown): Promise<HttpReply> {
  // Clients can call any function by name, with headers and cookies of their choice.
  if (callerOpenid() !== null) return Promise.resolve(refuseWeChat(Date.now()))
  return handle(event, Date.now(), randomUUID().slice(0, 8))
}
