import { clientGone, isBusy, type FunctionError } from './errors'
import type { CloudFunction } from './function-folder'
import type { Instance, Invocation } from './instance'
import { WaitingLine, type Patience, type WaitingLimits } from './waiting-line'

/**
 * The instances of one function: kept warm, one invocation each at a time, more of them up to a maximum when all
 * are busy; what comes beyond waits in line. The time of waiting doesn't count against the function's limit.
 */
export class InstancePool {
  private instances: Instance[] = []
  private readonly busy = new Set<Instance>()
  private readonly line: WaitingLine<Instance>
  /** Calls that were sent away since the line was last empty. */
  private sentAway = 0

  constructor(
    private definition: CloudFunction,
    private readonly limits: { instances: number; waiting: WaitingLimits },
    private readonly start: (definition: CloudFunction) => Instance,
    private readonly log: (line: string) => void,
  ) {
    this.line = new WaitingLine(limits.waiting)
  }

  /** Starts instances ahead of the first call. */
  async warm(count: number): Promise<void> {
    while (this.instances.length < Math.min(count, this.limits.instances))
      this.instances.push(this.start(this.definition))
    await Promise.all(this.instances.map(({ ready }) => ready))
  }

  /** Gives the result's JSON text. `patience`: of a client on a connection; without it the call waits on and on. */
  async run(invocation: Invocation, patience?: Patience): Promise<string> {
    const instance = await this.take(patience)
    try {
      if (patience?.gone.aborted) throw clientGone()
      return await instance.run(invocation)
    } finally {
      this.giveBack(instance)
    }
  }

  /** From now on new instances run this edition; idle old ones end now, busy ones after their invocation. */
  renew(definition: CloudFunction): void {
    this.definition = definition
    const old = this.instances.filter((instance) => !this.busy.has(instance))
    this.instances = this.instances.filter((instance) => this.busy.has(instance))
    for (const instance of old) void instance.end()
  }

  get edition(): string {
    return this.definition.edition
  }

  async close(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.end()))
    this.instances = []
  }

  private take(patience?: Patience): Promise<Instance> {
    const isFull = !this.idle() && this.instances.length >= this.limits.instances
    if (!isFull) return Promise.resolve(this.takeNow())
    return this.line.join(patience).catch((error: FunctionError) => this.sendAway(error))
  }

  private idle(): Instance | undefined {
    return this.instances.find((instance) => !this.busy.has(instance) && !instance.ended)
  }

  private takeNow(): Instance {
    const idle = this.idle()
    const instance = idle ?? this.start(this.definition)
    if (!idle) this.instances.push(instance)
    this.busy.add(instance)
    return instance
  }

  private giveBack(instance: Instance): void {
    this.busy.delete(instance)
    const outdated = instance.definition.edition !== this.definition.edition
    if (instance.ended || outdated) {
      this.instances = this.instances.filter((other) => other !== instance)
      void instance.end()
    }
    const next = this.line.next()
    if (next) next(this.takeNow())
    if (this.sentAway > 0 && this.line.length === 0) {
      this.log(`[${this.definition.name}] ${this.sentAway} calls were sent away while it was overloaded`)
      this.sentAway = 0
    }
  }

  /** Said once at the beginning of an overload and once at its end: a line for each call would add to it. */
  private sendAway(error: FunctionError): never {
    if (!isBusy(error)) throw error
    if (this.sentAway === 0) this.log(`[${this.definition.name}] overloaded: ${error.message}`)
    this.sentAway++
    throw error
  }
}
