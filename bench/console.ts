import { randomUUID } from 'node:crypto'
import type { Action, Input, Output, Reply } from '../contract'
import type { SignInBegun } from '../contract/console'
import { handle } from '../cloudfunctions/console/handle'
import { OWN_HEADER } from '../miniprogram/domain/account/console'
import type { BenchCampus } from './campus'

/** Calls of somebody who is signed in at a computer, by the console function's handler in this process. */
export interface Desk {
  call<A extends Action>(action: A, input: Input<A>): Promise<Output<A>>
}

/** Signs `openid` in, as their phone would say yes to it. */
export async function signedIn(campus: BenchCampus, openid: string, now: number): Promise<Desk> {
  let cookie = ''
  async function post(path: string, body: object): Promise<unknown> {
    const headers = {
      ...{ host: 'campus.example', origin: 'https://campus.example', 'content-type': 'application/json' },
      ...{
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': '1.1.1.1, 10.0.0.9',
        [OWN_HEADER]: '1',
        cookie,
      },
    }
    const event = { path, httpMethod: 'POST', headers, body: JSON.stringify(body) }
    const answer = await handle(event, now, 'bench')
    const [set] = (answer.headers['set-cookie'] ?? '').split(';')
    if (set !== undefined && set !== '') cookie = cookie === '' ? set : `${cookie}; ${set}`
    const reply = JSON.parse(answer.body) as Reply
    if (!reply.ok) throw new Error(`${path} was refused: ${reply.code}`)
    return reply.data
  }
  const { code } = (await post('/v1/sign-in', {})) as SignInBegun
  await campus.call(openid, 'console.confirm', { code }, now)
  await post('/v1/sign-in/state', {})
  return {
    call: async (action, input) =>
      (await post('/v1/call', { action, input, requestId: randomUUID() })) as never,
  }
}
