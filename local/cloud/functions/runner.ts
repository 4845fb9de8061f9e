import { randomUUID } from 'node:crypto'
import { callEnvironment, type Caller } from './call-environment'
import type { CallLog, CallSource } from './call-log'
import { isTooDeep } from '../json-depth'
import { eventTooLarge, type FunctionError, functionMissing, functionThrew, isTurnedAway } from './errors'
import type { CloudFunction, FunctionFolder } from './function-folder'
import { Instance } from './instance'
import { InstancePool } from './instance-pool'
import type { Patience, WaitingLimits } from './waiting-line'

export type Outcome = { result: unknown; requestId: string; durationMs: number }

export type RunnerOptions = {
  folder: FunctionFolder
  /** Variables of every instance, for the whole of its life. */
  environment: () => Record<string, string>
  environmentId: string
  workers: number
  waiting: WaitingLimits
  calls: CallLog
  log: (line: string) => void
}

type Call = {
  name: string
  event: unknown
  source: CallSource
  caller?: Caller
  /** What is asked for, where the event doesn't say it by `action`. */
  action?: string
  /** Of a client on a connection. */
  patience?: Patience
}

/** Which function an invocation is of, and what it came by. */
export type Invoked = Pick<Call, 'name' | 'source' | 'caller'>

/** More than are ever under way at once. */
const KNOWN_INVOCATIONS = 10_000
const MAX_EVENT_BYTES = 6 * 1024 * 1024
const WARM_INSTANCES = 1

/** Runs cloud functions: finds the bundle, gives the call its identity, records how it went. */
export class FunctionRunner {
  private readonly pools = new Map<string, InstancePool>()
  /**
   * The latest invocations by their tokens, found again when the function itself calls the cloud: also after its reply, for
   * what it began goes on.
   */
  private readonly invocations = new Map<string, Invoked>()

  constructor(private readonly options: RunnerOptions) {}

  /** Starts an instance of every function there is. */
  async warm(): Promise<void> {
    const pools = this.options.folder.names().map((name) => this.pool(name))
    await Promise.all(pools.map((pool) => pool.warm(WARM_INSTANCES)))
  }

  /** Runs a function to its end. Throws `FunctionError` when it isn't there, throws, or takes too long. */
  async call(call: Call): Promise<Outcome> {
    const { name, event, source, caller, action = actionOf(event) } = call
    const { calls } = this.options
    const requestId = randomUUID()
    const started = performance.now()
    const note = { requestId, name, action, source, caller: caller?.openid }
    const elapsed = () => Math.round((performance.now() - started) * 10) / 10
    try {
      const result = await this.run(requestId, call)
      calls.add({ ...note, durationMs: elapsed(), ...outcomeOf(result) })
      return { result, requestId, durationMs: elapsed() }
    } catch (error) {
      const { code, message } = error as FunctionError
      // A call that never began would push those that did out of the log, thousands of them in an overload.
      if (!isTurnedAway(error as FunctionError))
        calls.add({ ...note, durationMs: elapsed(), outcome: 'failed', code, message })
      throw error
    }
  }

  /** The invocation that holds this token. */
  invocationOf(token: string | undefined): Invoked | undefined {
    return token === undefined ? undefined : this.invocations.get(token)
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close()))
  }

  private async run(requestId: string, { name, event, source, caller, patience }: Call) {
    const pool = this.pool(name)
    const text = JSON.stringify(event ?? {})
    if (Buffer.byteLength(text) > MAX_EVENT_BYTES) throw eventTooLarge()
    this.note(requestId, { name, source, caller })
    const context = { request_id: requestId, function_name: name, namespace: this.options.environmentId }
    const environment = callEnvironment(requestId, source, caller)
    const result = await pool.run({ event: text, environment, context }, patience)
    if (isTooDeep(result)) throw functionThrew('the result is nested too deep')
    return JSON.parse(result) as unknown
  }

  private note(token: string, invoked: Invoked): void {
    this.invocations.set(token, invoked)
    const [oldest = ''] = this.invocations.keys()
    if (this.invocations.size > KNOWN_INVOCATIONS) this.invocations.delete(oldest)
  }

  private pool(name: string): InstancePool {
    const definition = this.options.folder.find(name)
    if (!definition) throw functionMissing(name)
    let pool = this.pools.get(name)
    if (!pool) {
      pool = this.newPool(definition)
      this.pools.set(name, pool)
    } else if (pool.edition !== definition.edition) {
      pool.renew(definition)
    }
    return pool
  }

  private newPool(definition: CloudFunction): InstancePool {
    const { workers, waiting, log } = this.options
    const limits = { instances: workers, waiting }
    return new InstancePool(definition, limits, (current) => this.start(current), log)
  }

  private start(definition: CloudFunction): Instance {
    return new Instance(definition, this.options.environment(), this.options.log)
  }
}

/** Several calls in one are named by all their actions. */
function actionOf(event: unknown): string | undefined {
  const { action, together } = (event ?? {}) as { action?: unknown; together?: unknown }
  if (Array.isArray(together)) return together.map(actionOf).join(' + ')
  return typeof action === 'string' ? action : undefined
}

/** Our functions answer `{ ok: false, code }` when they refuse, or a status over HTTP; that is no failure of the call. */
function outcomeOf(result: unknown) {
  const { together } = (result ?? {}) as { together?: unknown }
  const refused = Array.isArray(together) ? together.find((reply) => reply?.ok === false) : undefined
  const { ok, code, statusCode } = (refused ?? result ?? {}) as Record<'ok' | 'code' | 'statusCode', unknown>
  if (typeof statusCode === 'number' && statusCode >= 400)
    return { outcome: 'refused', code: `HTTP ${statusCode}` } as const
  return ok === false ? ({ outcome: 'refused', code: String(code) } as const) : ({ outcome: 'ok' } as const)
}
