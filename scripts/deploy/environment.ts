import { setTimeout as wait } from 'node:timers/promises'
import CloudBase from '@cloudbase/manager-node'
import type { BuiltFunction } from './desired'
import type { Step } from './plan'
import { readState } from './read-state'
import type { ActualState, FunctionState, RouteState } from './state'
import { zip } from './zip'

/** Who deploys; from the environment of the command, never from a file. */
export interface Credentials {
  secretId: string
  secretKey: string
  /** Of a temporary key. */
  token?: string | undefined
}

/** What the platform's management calls take and give beyond the library's types. */
interface Scf {
  call(options: { Action: string; Param: object }): Promise<unknown>
}

/** The platform's role for functions, and where it books them: as the library itself creates them. */
const ROLE = { Role: 'TCB_QcsRole', Stamp: 'MINI_QCBASE' }

const MAX_LOOKS = 120

/** A change that came to nothing is made again. */
const AFTER_FAILURE = ['UpdateFailed']

/** One CloudBase environment, read and changed through the official management library. */
export class Environment {
  private readonly cloud: CloudBase

  /** @param lookEveryMs between two looks at a function that is being made or changed */
  constructor(
    readonly id: string,
    { secretId, secretKey, token }: Credentials,
    private readonly lookEveryMs = 1000,
  ) {
    this.cloud = new CloudBase({ envId: id, secretId, secretKey, ...(token === undefined ? {} : { token }) })
  }

  /** Everything that a deployment decides about. Throws when the environment isn't there or may not be read. */
  async read(): Promise<ActualState> {
    await this.cloud.currentEnvironment().lazyInit()
    return readState(this.cloud, this.id)
  }

  /** One change. @param bundles what is uploaded, by function; @param domain of HTTP access */
  async apply(step: Step, bundles: readonly BuiltFunction[], domain: string | null): Promise<void> {
    const { database, functions, permission, storage } = this.cloud as CloudBase & Services
    switch (step.kind) {
      case 'setStoragePermission':
        return done(storage.setStorageAcl(step.to as 'PRIVATE'))
      case 'setFunctionRule':
        return done(
          permission.modifyResourcePermission({
            ...{ resourceType: 'function', permission: 'CUSTOM', securityRule: step.to },
          }),
        )
      case 'createCollection':
        return done(database.createCollection(step.collection))
      case 'setCollectionPermission':
        return done(
          permission.modifyResourcePermission({
            ...{ resourceType: 'collection', resource: step.collection },
            permission: step.to as 'ADMINONLY',
          }),
        )
      case 'dropIndex':
        return done(database.updateCollection(step.collection, { DropIndexes: [{ IndexName: step.index }] }))
      case 'createIndex': {
        const { name, keys, unique } = step.index
        const MgoIndexKeys = keys.map(([field, direction]) => ({ Name: field, Direction: String(direction) }))
        const MgoKeySchema = { MgoIndexKeys, MgoIsUnique: unique }
        return done(
          database.updateCollection(step.collection, { CreateIndexes: [{ IndexName: name, MgoKeySchema }] }),
        )
      }
      case 'createFunction':
        return this.createFunction(step.function, bundleOf(bundles, step.function))
      case 'uploadCode':
        await this.untilActive(step.function.name, AFTER_FAILURE)
        return this.scf('UpdateFunctionCode', {
          ...{ FunctionName: step.function.name, Handler: step.function.handler, InstallDependency: 'FALSE' },
          Code: { ZipFile: bundleOf(bundles, step.function) },
        })
      case 'configureFunction':
        // The edition says that code stands which was sent just now.
        await this.untilActive(step.function.name, step.why.includes('edition') ? [] : AFTER_FAILURE)
        return done(functions.updateFunctionConfig(configurationOf(step.function)))
      case 'removeTrigger':
        await this.untilActive(step.function)
        return done(functions.deleteFunctionTrigger(step.function, step.trigger))
      case 'createTrigger': {
        await this.untilActive(step.function)
        const { name, cron } = step.trigger
        return done(functions.createFunctionTriggers(step.function, [{ name, type: 'timer', config: cron }]))
      }
      case 'createRoute':
        return done(this.cloud.env.createHttpServiceRoute(this.routeOf(step.route, domain)))
      case 'changeRoute':
        return done(this.cloud.env.modifyHttpServiceRoute(this.routeOf(step.route, domain)))
    }
  }

  /** Calls a function as the platform does, without a user. Resolves with what it returned, parsed. */
  async invoke(name: string, event: object): Promise<unknown> {
    const { RetMsg, ErrMsg, InvokeResult } = await this.cloud.functions.invokeFunction(
      name,
      event as Record<string, string>,
    )
    if (InvokeResult !== 0) throw new Error(ErrMsg === '' ? RetMsg : ErrMsg)
    return JSON.parse(RetMsg) as unknown
  }

  /** The library's own way waits two whole seconds, whatever is there, and uploads by a bucket of the platform's. */
  private async createFunction(wanted: FunctionState, ZipFile: string): Promise<void> {
    const { name, description, memorySize, timeout, envVariables } = configurationOf(wanted)
    await this.scf('CreateFunction', {
      ...{ FunctionName: name, Description: description, Runtime: wanted.runtime, Handler: wanted.handler },
      ...{ MemorySize: memorySize, Timeout: timeout, InstallDependency: 'FALSE', Code: { ZipFile }, ...ROLE },
      Environment: { Variables: Object.entries(envVariables).map(([Key, Value]) => ({ Key, Value })) },
    })
    await this.untilActive(name)
  }

  /** @param also statuses in which it may be changed, too */
  private async untilActive(name: string, also: readonly string[] = []): Promise<void> {
    for (let look = 0; look < MAX_LOOKS; look++) {
      const { Status, StatusDesc = '' } = (await this.cloud.functions.getFunctionDetail(
        name,
      )) as FunctionStatus
      if (Status === 'Active' || also.includes(Status)) return
      if (Status.endsWith('Failed')) throw new Error(`function ${name}: ${Status} ${StatusDesc}`)
      await wait(this.lookEveryMs)
    }
    throw new Error(`function ${name} isn't ready after ${(MAX_LOOKS * this.lookEveryMs) / 1000} s`)
  }

  private async scf(Action: string, parameters: object): Promise<void> {
    const current = this.cloud.currentEnvironment()
    const { Functions } = (await current.lazyInit()) as { Functions: { Namespace: string }[] }
    const Namespace = Functions[0]?.Namespace ?? ''
    await (current.getCommonService('scf', '2018-04-16') as Scf).call({
      Action,
      Param: { Namespace, ...parameters },
    })
  }

  private routeOf(
    { path, function: name, isOn, listedDomainsOnly, platformAuth, passesPath }: RouteState,
    domain: string | null,
  ) {
    if (domain === null) throw new Error('HTTP access has no domain')
    const behind = { UpstreamResourceType: 'SCF' as const, UpstreamResourceName: name, Enable: isOn }
    const how = {
      ...{ EnableAuth: platformAuth, EnablePathTransmission: passesPath },
      EnableSafeDomain: listedDomainsOnly,
    }
    return { EnvId: this.id, Domain: { Domain: domain, Routes: [{ Path: path, ...behind, ...how }] } }
  }
}

/** The library's types name these under the environment only. */
type Services = Pick<CloudBase, 'database' | 'functions' | 'permission' | 'storage'>

interface FunctionStatus {
  Status: string
  StatusDesc?: string
}

const done = async (change: Promise<unknown>): Promise<void> => {
  await change
}

const configurationOf = ({ name, edition, memoryMb, timeoutSeconds, variables }: FunctionState) => ({
  ...{ name, description: edition, memorySize: memoryMb, timeout: timeoutSeconds },
  envVariables: variables,
})

function bundleOf(bundles: readonly BuiltFunction[], { name }: FunctionState): string {
  const built = bundles.find((bundle) => bundle.name === name)
  if (built === undefined) throw new Error(`function ${name} isn't built`)
  return zip(built.files).toString('base64')
}
