import { memory } from '../functions/lives/memory-database'
import type { Sent, SubscribeMessage } from '../../cloudfunctions/platform/subscribe-messages'
import { board } from '../functions/lives/notice-board'
import type { DatabaseRequest } from '../functions/lives/memory-sdk'
import type { MemoryTransaction } from '../functions/lives/memory-transactions'
import type { Faults } from './faults'
import { currentInstance, type Instances } from './instances'
import type { Scheduler } from './scheduler'

/** The platform ends a transaction that lasts longer. */
const TRANSACTION_MS = 30_000

/** What a broken connection to the database looks like to a function. */
const connectionLost = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

/**
 * The way from the functions to the database: every request is a step of the scheduler, may get lost on either way, and
 * may be the last of its instance. A write outside a transaction waits for the transaction that has the document.
 */
export class SimulatedCloud {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly faults: Faults,
    private readonly instances: Instances,
    /** Hears of each request that wrote something. */
    private readonly written: () => void,
  ) {}

  send = (request: DatabaseRequest): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const instance = currentInstance()
      const label = `${instance?.name ?? 'test'}${instance?.place ?? ''}: ${request.what}`
      const arrive = (): void => {
        if (instance?.alive === false) return
        if (this.kills(instance)) return
        if (this.faults.strikes('requestLost')) return reject(connectionLost())
        const holder = holderOf(request)
        if (holder !== null) {
          holder.whenOver.push(() => this.scheduler.after(1, label, arrive))
          return
        }
        const answer = this.answered(request, resolve, reject)
        if (this.kills(instance)) return
        if (this.faults.strikes('answerLost')) return reject(connectionLost())
        answer()
      }
      this.scheduler.after(this.faults.databaseDelay(), label, arrive)
    })

  /** WeChat's server API, for messages. */
  sendMessage = (message: SubscribeMessage): Promise<Sent> =>
    new Promise((resolve) => {
      const instance = currentInstance()
      const arrive = (): void => {
        if (instance?.alive === false || this.kills(instance)) return
        if (this.faults.strikes('messageLost')) return resolve({ result: 'unreachable', code: null })
        board.sent.push(message)
        if (!this.kills(instance)) resolve({ result: 'sent', code: null })
      }
      this.scheduler.after(this.faults.networkDelay(), `a message to ${message.touser}`, arrive)
    })

  /** Does what is asked. @returns what gives the answer */
  private answered(
    { what, answer }: DatabaseRequest,
    resolve: (value: unknown) => void,
    reject: (error: Error) => void,
  ): () => void {
    const open = new Set(memory.transactions.open)
    try {
      const value = answer()
      return () => resolve(value)
    } catch (error) {
      return () => reject(error as Error)
    } finally {
      if (what === 'begin') for (const each of memory.transactions.open) if (!open.has(each)) this.limit(each)
      if (memory.written.length > 0) this.written()
    }
  }

  private limit(transaction: MemoryTransaction): void {
    const takeBack = this.scheduler.after(TRANSACTION_MS, 'a transaction lasts too long', () =>
      transaction.abort(),
    )
    transaction.whenOver.push(takeBack)
  }

  private kills(instance: ReturnType<typeof currentInstance>): boolean {
    if (instance === null || !this.faults.strikes('killed')) return false
    this.instances.kill(instance)
    this.scheduler.note(`${instance.name}${instance.place} is killed`)
    return true
  }
}

function holderOf({ writes }: DatabaseRequest): MemoryTransaction | null {
  for (const { collection, id } of writes?.() ?? []) {
    const holder = memory.transactions.holderOf(collection, id)
    if (holder !== null) return holder
  }
  return null
}
