import { randomUUID } from 'node:crypto'
import { requireKeys } from '../platform/keys'
import { handle } from './handle'
import type { HttpReply } from './http'

requireKeys()

/** Entry of the `gate` function: what gate hardware asks, over HTTP access and without a WeChat user. */
export function main(event: unknown): Promise<HttpReply> {
  return handle(event, Date.now(), randomUUID().slice(0, 8))
}
