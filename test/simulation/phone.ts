import type { Action, Input, Reply, Request } from '../../contract'
import { ACTIONS } from '../../miniprogram/actions'
import { handle } from '../../cloudfunctions/api/handle'
import { isUnsettled } from '../../miniprogram/api/api-error'
import { inInstance } from './instances'
import type { World } from './world'

/** As long as a phone waits for an answer, and then between its tries. */
const TIME_LIMIT_MS = 10_000
const PAUSES_MS = [1000, 2000, 4000]
const HOUR = 3_600_000

/** A phone on a network that loses and repeats. What was meant once carries one key until its end is known. */
export class Phone {
  constructor(
    private readonly world: World,
    readonly openid: string,
  ) {}

  /** Sent by the program, and tapped again by its user, until it is done or refused. */
  async ask<A extends Action>(action: A, input: Input<A>, key = this.world.newKey()): Promise<Reply<A>> {
    const { world } = this
    const request = requestOf(action, input, key)
    world.openRequests.set(key, `${this.openid} ${action}`)
    for (let attempt = 0; ; attempt++) {
      const reply = await this.send(request)
      if (reply !== null && (reply.ok || !isUnsettled(reply))) {
        world.openRequests.delete(key)
        if (!reply.ok && reply.code === 'BAD_REQUEST')
          world.failed(new Error(`${action}: ${JSON.stringify(input)}`))
        return reply as Reply<A>
      }
      await world.scheduler.pause(PAUSES_MS[attempt] ?? 30_000 + world.below(180_000), 'tries again')
    }
  }

  /** Null: no answer came in time, or none that says what was done. */
  async tryOnce<A extends Action>(
    action: A,
    input: Input<A>,
    key = this.world.newKey(),
  ): Promise<Reply<A> | null> {
    const reply = await this.send(requestOf(action, input, key))
    return reply !== null && (reply.ok || !isUnsettled(reply)) ? (reply as Reply<A>) : null
  }

  /** Null: no answer came in time. */
  private send(request: Request): Promise<Reply | null> {
    const { scheduler, faults } = this.world
    return new Promise((resolve) => {
      const takeBack = scheduler.after(TIME_LIMIT_MS, `${this.openid} waits no longer`, () => resolve(null))
      const answer = (reply: Reply): void => {
        if (faults.strikes('replyLost')) return
        scheduler.after(faults.networkDelay(), `${this.openid} hears of ${request.action}`, () => {
          takeBack()
          resolve(reply)
        })
      }
      if (!faults.strikes('callLost')) this.deliver(request, faults.networkDelay(), answer)
      if (faults.strikes('callTwice')) {
        const late = this.world.chance(0.5) ? faults.networkDelay() : this.world.below(2 * HOUR)
        this.deliver(request, late, () => undefined)
      }
    })
  }

  private deliver(request: Request, delay: number, answer: (reply: Reply) => void): void {
    const { scheduler } = this.world
    scheduler.after(delay, `${this.openid} asks ${request.action}`, () => {
      void this.serve(request).then(answer, (error: unknown) => this.world.failed(error))
    })
  }

  /** Never answers when the instance dies. */
  private async serve(request: Request): Promise<Reply> {
    const { world } = this
    const instance = world.instances.of('api', world.below)
    const at = world.now
    const reply = await inInstance(instance, () => handle(request, this.openid, at, 'simulated'))
    world.scheduler.note(`${this.openid} ${request.action}: ${reply.ok ? 'ok' : reply.code}`)
    world.replied({ by: this.openid, request, reply, at })
    return reply
  }
}

/** What only reads carries no key. */
const requestOf = (action: Action, input: unknown, requestId: string): Request =>
  ({ action, input, ...(ACTIONS[action].changes ? { requestId } : {}) }) as Request
