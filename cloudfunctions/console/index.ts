import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { HttpReply } from '../dispatch/http'
import { campusProvider } from '../platform/campus-provider'
import { callerOpenid } from '../platform/identity'
import { requireKeys } from '../platform/keys'
import { handle, refuseWeChat } from './handle'
import { pageReply } from './page'

requireKeys()
campusProvider()

/** Entry of the `console` function: the console's page and what it asks, over HTTP access and without a WeChat user. */
export function main(event: unknown): Promise<HttpReply> {
  // Clients can call any function by name, with headers and cookies of their choice.
  if (callerOpenid() !== null) return Promise.resolve(refuseWeChat(Date.now()))
  const page = pageReply(path.join(__dirname, 'page'), event)
  return page === null ? handle(event, Date.now(), randomUUID().slice(0, 8)) : Promise.resolve(page)
}
