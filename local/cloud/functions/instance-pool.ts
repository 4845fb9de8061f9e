import type { CloudFunction } from './function-folder'
import type { Instance, Invocation } from './instance'

/**
 * The instances of one function: kept warm, one invocation each at a time, more of them up to a maximum when all
 * are busy; what comes beyond waits its turn. The time of waiting doesn't count against the function's limit.
 */
export class InstancePool {
  private instances: Instance[] = []
  private readonly busy = new Set<Instance>()
  private readonly waiting: ((instance: Instance) => void)[] = []

  constructor(
    private definition: CloudFunction,
    private readonly most: number,
    private readonly start: (definition: CloudFunction) => Instance,
  ) {}

  /** Starts instances ahead of the first call. */
  async warm(count: number): Promise<void> {
    while (this.instances.length < Math.min(count, this.most))
      this.instances.push(this.start(this.definition))
    await Promise.all(this.instances.map(({ ready }) => ready))
  }

  async run(invocation: Invocation): Promise<string> {
    const instance = await this.take()
    try {
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

  private take(): Promise<Instance> {
    const idle = this.instances.find((instance) => !this.busy.has(instance) && !instance.ended)
    if (!idle && this.instances.length >= this.most)
      return new Promise((resolve) => this.waiting.push(resolve))
    const instance = idle ?? this.start(this.definition)
    if (!idle) this.instances.push(instance)
    this.busy.add(instance)
    return Promise.resolve(instance)
  }

  private giveBack(instance: Instance): void {
    this.busy.delete(instance)
    const outdated = instance.definition.edition !== this.definition.edition
    if (instance.ended || outdated) {
      this.instances = this.instances.filter((other) => other !== instance)
      void instance.end()
    }
    const next = this.waiting.shift()
    if (next) void this.take().then(next)
  }
}
