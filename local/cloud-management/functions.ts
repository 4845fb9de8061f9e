import { ApiRefusal } from './refusal'
import { BATCH_TRIGGERS, type Parameters } from './shapes'
import { unzip } from './unzip'

export interface DeployedFunction {
  runtime: string
  handler: string
  memoryMb: number
  timeoutSeconds: number
  description: string
  variables: Record<string, string>
  triggers: Record<string, string>
  /** Names of triggers that somebody switched off. */
  switchedOff: string[]
  files: Record<string, Buffer>
  status: 'Active' | 'Creating' | 'Updating' | 'CreateFailed' | 'UpdateFailed'
}

/** WeChat documents one timer trigger for a function. */
const MAX_TRIGGERS = 1

const BUSY: readonly string[] = ['Creating', 'Updating']

/** Runs a function as the platform would: resolves with what it returns. */
export type Run = (name: string, deployed: DeployedFunction, event: unknown) => Promise<unknown>

/** The functions of an environment. After a change a function is busy until it was looked at once. */
export class Functions {
  readonly all = new Map<string, DeployedFunction>()

  constructor(private readonly run: Run) {}

  list({ Limit, Offset }: Parameters<'tcb.ListFunctions'>) {
    const names = [...this.all.keys()]
    const Functions = names.slice(Offset, Offset + Limit).map((FunctionName) => ({
      ...{ FunctionId: `lam-${FunctionName}`, FunctionName, AddTime: '', ModTime: '' },
      ...{ Runtime: this.all.get(FunctionName)?.runtime, Status: this.all.get(FunctionName)?.status },
    }))
    return { Functions, TotalCount: names.length }
  }

  get({ FunctionName }: Parameters<'scf.GetFunction'>) {
    const found = this.find(FunctionName)
    const Status = found.status
    if (BUSY.includes(found.status)) found.status = 'Active'
    return {
      ...{ FunctionName, Status, StatusDesc: '', Runtime: found.runtime, Handler: found.handler },
      ...{ MemorySize: found.memoryMb, Timeout: found.timeoutSeconds, Description: found.description },
      Environment: { Variables: Object.entries(found.variables).map(([Key, Value]) => ({ Key, Value })) },
      Triggers: Object.entries(found.triggers).map(([TriggerName, cron]) => ({
        ...{ TriggerName, Type: 'timer', Enable: found.switchedOff.includes(TriggerName) ? 0 : 1 },
        TriggerDesc: JSON.stringify({ cron }),
      })),
    }
  }

  create(wanted: Parameters<'scf.CreateFunction'>) {
    if (this.all.has(wanted.FunctionName))
      throw new ApiRefusal('ResourceInUse.Function', `${wanted.FunctionName} is there`)
    this.all.set(wanted.FunctionName, {
      ...{ runtime: wanted.Runtime, handler: wanted.Handler, description: wanted.Description ?? '' },
      ...{ memoryMb: wanted.MemorySize, timeoutSeconds: wanted.Timeout, status: 'Creating' },
      ...{ triggers: {}, switchedOff: [] },
      ...{ files: filesOf(wanted.Code), variables: variablesOf(wanted) },
    })
    return {}
  }

  updateCode({ FunctionName, Code }: Parameters<'scf.UpdateFunctionCode'>) {
    Object.assign(this.idle(FunctionName), { files: filesOf(Code), status: 'Updating' })
    return {}
  }

  configure(wanted: Parameters<'scf.UpdateFunctionConfiguration'>) {
    Object.assign(this.idle(wanted.FunctionName), {
      ...{ memoryMb: wanted.MemorySize, timeoutSeconds: wanted.Timeout, status: 'Updating' },
      ...(wanted.Description === undefined ? {} : { description: wanted.Description }),
      ...(wanted.Environment === undefined ? {} : { variables: variablesOf(wanted) }),
    })
    return {}
  }

  addTriggers({ FunctionName, Triggers, Count }: Parameters<'scf.BatchCreateTrigger'>) {
    const { triggers } = this.idle(FunctionName)
    const parsed = BATCH_TRIGGERS.safeParse(JSON.parse(Triggers))
    if (!parsed.success || parsed.data.length !== Count)
      throw new ApiRefusal('InvalidParameterValue', `Triggers: ${Triggers}`)
    for (const { TriggerName, TriggerDesc } of parsed.data) {
      if (TriggerName in triggers) throw new ApiRefusal('ResourceInUse.Trigger', `${TriggerName} is there`)
      if (Object.keys(triggers).length >= MAX_TRIGGERS)
        throw new ApiRefusal('LimitExceeded.Trigger', `${FunctionName} has a trigger already`)
      triggers[TriggerName] = TriggerDesc
    }
    return { ReturnCode: 0 }
  }

  removeTrigger({ FunctionName, TriggerName }: Parameters<'scf.DeleteTrigger'>) {
    const found = this.idle(FunctionName)
    if (!(TriggerName in found.triggers)) throw new ApiRefusal('ResourceNotFound.Trigger', TriggerName)
    delete found.triggers[TriggerName]
    found.switchedOff = found.switchedOff.filter((name) => name !== TriggerName)
    return {}
  }

  async invoke({ FunctionName, ClientContext = '{}' }: Parameters<'scf.Invoke'>) {
    const deployed = this.find(FunctionName)
    const result = { Log: '', MemUsage: 0, Duration: 0, BillDuration: 0, FunctionRequestId: 'run' }
    try {
      const RetMsg = JSON.stringify(await this.run(FunctionName, deployed, JSON.parse(ClientContext)))
      return { Result: { ...result, RetMsg, ErrMsg: '', InvokeResult: 0 } }
    } catch (error) {
      return { Result: { ...result, RetMsg: '', ErrMsg: String(error), InvokeResult: 1 } }
    }
  }

  private find(name: string): DeployedFunction {
    const found = this.all.get(name)
    if (found === undefined) throw new ApiRefusal('ResourceNotFound.Function', `${name} isn't there`)
    return found
  }

  private idle(name: string): DeployedFunction {
    const found = this.find(name)
    if (found.status !== 'Active' && found.status !== 'UpdateFailed')
      throw new ApiRefusal('FailedOperation.FunctionStatusError', `${name} is ${found.status}`)
    return found
  }
}

const variablesOf = ({ Environment }: Pick<Parameters<'scf.CreateFunction'>, 'Environment'>) =>
  Object.fromEntries((Environment?.Variables ?? []).map(({ Key, Value }) => [Key, Value]))

function filesOf({ ZipFile }: { ZipFile: string }): Record<string, Buffer> {
  try {
    const files = unzip(Buffer.from(ZipFile, 'base64'))
    if (files['index.js'] !== undefined) return files
  } catch {
    // refused below
  }
  throw new ApiRefusal('InvalidParameterValue.ZipFile', 'no archive with an index.js')
}
