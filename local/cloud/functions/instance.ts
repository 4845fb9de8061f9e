import { Worker } from 'node:worker_threads'
import { functionThrew, functionTimedOut } from './errors'
import type { CloudFunction } from './function-folder'

export type Invocation = { event: string; environment: Record<string, string>; context: object }
type Message = { warm?: true; result?: string; error?: string; overdue?: true }

/** Where the threads begin; a file of its own, see there. */
const THREAD = new URL('./worker-thread.mjs', import.meta.url)

/** One warm instance of a function: a worker thread that serves one invocation at a time. */
export class Instance {
  readonly ready: Promise<void>
  /** Set once the thread has ended, whatever ended it. */
  ended = false
  private readonly worker: Worker
  private settle?: (message: Message) => void

  constructor(
    readonly definition: CloudFunction,
    environment: Record<string, string>,
    log: (line: string) => void,
  ) {
    this.worker = new Worker(THREAD, {
      workerData: { bundle: definition.bundle },
      env: environment,
      stdout: true,
      stderr: true,
      // without the TypeScript loader of the process around it, which takes longer to load than any function
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: definition.memoryMb },
    })
    for (const stream of [this.worker.stdout, this.worker.stderr]) {
      stream.on('data', (text: Buffer) => log(`[${definition.name}] ${text.toString().trimEnd()}`))
    }
    this.worker.on('message', (message: Message) => this.settle?.(message))
    // An uncaught error, or more memory than allowed, ends the thread: the invocation under way fails with it.
    this.worker.on('error', (error: Error) => {
      this.ended = true
      this.settle?.({ error: error.stack ?? error.message })
    })
    this.worker.on('exit', () => {
      this.ended = true
      this.settle?.({ error: 'the instance has exited' })
    })
    this.worker.unref()
    this.ready = this.ask('warm').then(() => undefined)
  }

  /** Runs one invocation; gives the result's JSON text. When the time is over the thread is ended. */
  async run(invocation: Invocation): Promise<string> {
    await this.ready
    const { timeoutMs } = this.definition
    const asked = this.ask(invocation)
    const timer = setTimeout(() => {
      this.settle?.({ overdue: true })
      void this.end()
    }, timeoutMs)
    const message = await asked
    clearTimeout(timer)
    if (message.overdue) throw functionTimedOut(timeoutMs / 1000)
    if (message.error !== undefined) throw functionThrew(message.error)
    return message.result ?? 'null'
  }

  async end(): Promise<void> {
    this.ended = true
    await this.worker.terminate()
  }

  private ask(message: Invocation | 'warm'): Promise<Message> {
    return new Promise((resolve) => {
      this.settle = resolve
      this.worker.postMessage(message)
    })
  }
}
