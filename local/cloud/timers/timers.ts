import type { FunctionFolder, Trigger } from '../functions/function-folder'
import type { FunctionRunner, Outcome } from '../functions/runner'
import { nextAfter, parseCron } from './cron'

type Due = { config: string; next: number | null }

/** How often the clock is looked at; a timer has seconds, so it must be less than one. */
const LOOK_MS = 500

/** Fires the timer triggers that functions declare. Triggers of a function built anew count from then on. */
export class Timers {
  private readonly due = new Map<string, Due>()
  private clock?: NodeJS.Timeout

  constructor(
    private readonly folder: FunctionFolder,
    private readonly runner: FunctionRunner,
    private readonly log: (line: string) => void,
  ) {}

  start(): void {
    this.clock = setInterval(() => {
      try {
        this.look(Date.now())
      } catch (error) {
        // The functions are just being built: half a config.json, or none. The next look will see them.
        this.log(`timers: ${(error as Error).message}`)
      }
    }, LOOK_MS)
    this.clock.unref()
  }

  stop(): void {
    clearInterval(this.clock)
  }

  /** Fires a trigger now, whatever its time; resolves with the function's outcome. */
  async fire(triggerName: string): Promise<Outcome> {
    const found = this.triggers().find(({ trigger }) => trigger.name === triggerName)
    if (!found) throw new RangeError(`no function has a timer named ${triggerName}`)
    return this.run(found.functionName, triggerName, Date.now())
  }

  private look(now: number): void {
    for (const { functionName, trigger } of this.triggers()) {
      const key = `${functionName}/${trigger.name}`
      const known = this.due.get(key)
      if (!known || known.config !== trigger.config) {
        this.due.set(key, { config: trigger.config, next: this.nextOf(trigger, now) })
      } else if (known.next !== null && known.next <= now) {
        const moment = known.next
        known.next = this.nextOf(trigger, now)
        this.run(functionName, trigger.name, moment).catch((error: Error) =>
          this.log(`timer ${key}: ${error.message}`),
        )
      }
    }
  }

  private run(functionName: string, triggerName: string, moment: number): Promise<Outcome> {
    const time = `${new Date(moment).toISOString().slice(0, 19)}Z`
    const event = { Type: 'Timer', TriggerName: triggerName, Time: time, Message: '' }
    return this.runner.call({ name: functionName, event, source: 'timer' })
  }

  private triggers() {
    return this.folder
      .names()
      .flatMap((functionName) =>
        (this.folder.find(functionName)?.triggers ?? []).map((trigger) => ({ functionName, trigger })),
      )
  }

  private nextOf(trigger: Trigger, now: number): number | null {
    try {
      return nextAfter(parseCron(trigger.config), now)
    } catch (error) {
      this.log(`timer ${trigger.name} never fires: ${(error as Error).message}`)
      return null
    }
  }
}
