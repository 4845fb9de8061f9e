import { watch, type FSWatcher } from 'chokidar'
import { compileMiniProgram, type Compiled } from '../compiler/compile'
import { faultsOf } from '../compiler/source-error'
import type { FaultRow } from '../protocol'

/** An editor writes several files at once: wait until it is quiet. */
const QUIET_MS = 120

interface ProgramOptions {
  root: string
  /** Makes one script of the Mini Program in a folder. */
  compile?: typeof compileMiniProgram
  /** Hears of each compile, good or bad. */
  onBuild: () => void
  log: (line: string) => void
}

/** The Mini Program as compiled last; compiled again whenever its sources change. */
export class Program {
  build = 0
  faults: FaultRow[] = []
  private compiled: Compiled | null = null
  private watcher: FSWatcher | null = null
  private timer: NodeJS.Timeout | null = null
  private running: Promise<void> = Promise.resolve()

  constructor(private readonly options: ProgramOptions) {}

  async start(): Promise<void> {
    await this.compile()
    this.watcher = watch(this.options.root, { ignoreInitial: true })
    this.watcher.on('all', () => {
      if (this.timer) clearTimeout(this.timer)
      this.timer = setTimeout(() => {
        this.running = this.running.then(() => this.compile())
      }, QUIET_MS)
    })
    await new Promise<void>((ready) => this.watcher?.once('ready', ready))
  }

  /** The script phones load. Where nothing ever compiled, it says so on the console. */
  get script(): string {
    return this.compiled
      ? `${this.compiled.script}\n//# sourceMappingURL=app.js.map\n`
      : 'console.error("编译失败")'
  }

  get map(): string {
    return this.compiled?.map ?? '{}'
  }

  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    await this.watcher?.close()
    await this.running
  }

  private async compile(): Promise<void> {
    try {
      const { compile = compileMiniProgram, root } = this.options
      this.compiled = await compile(root)
      this.faults = []
      for (const warning of this.compiled.warnings) this.options.log(`提示 ${warning}`)
      this.options.log(
        `小程序已编译：${this.compiled.components} 个组件，${Math.round(this.compiled.durationMs)} ms`,
      )
    } catch (error) {
      this.faults = faultsOf(error).map(({ file, line, column, message }) => ({
        file,
        line,
        column,
        message,
      }))
      for (const { file, line, column, message } of this.faults)
        this.options.log(`编译失败 ${file}:${line}:${column} ${message}`)
    }
    this.build += 1
    this.options.onBuild()
  }
}
