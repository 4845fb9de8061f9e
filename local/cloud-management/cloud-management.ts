import { Collections } from './collections'
import { Functions, type Run } from './functions'
import { ApiRefusal } from './refusal'
import { SHAPES, VERSIONS, type ActionName, type Parameters } from './shapes'
import { signatureFault, type SignedRequest } from './signature'

type Route = Parameters<'tcb.CreateHTTPServiceRoute'>['Domain']['Routes'][number]
type Answer = object | Promise<object>

export interface ManagementOptions {
  environment: string
  credentials: { secretId: string; secretKey: string }
  run: Run
}

/**
 * Tencent Cloud's management API for one CloudBase environment, kept in memory: the calls that a deployment makes, as
 * strict as can be about signature, service, version and fields. Whatever it doesn't know it refuses by its name.
 */
export class CloudManagement {
  readonly collections = new Collections()
  readonly functions: Functions
  /** As a new environment has it: everybody reads every file. */
  storage = 'READONLY'
  functionRule: string | null = null
  private readonly routesByDomain = new Map<string, Map<string, Route>>()
  /** Domains of HTTP access, of which the own one serves where one is bound; none before it is opened. */
  domains: { name: string; isDefault: boolean }[]
  /** Every action answered, in order. */
  readonly calls: string[] = []

  constructor(private readonly options: ManagementOptions) {
    this.functions = new Functions(options.run)
    this.domains = [{ name: `${options.environment}.service.tcloudbase.com`, isDefault: true }]
  }

  /** One request; answers what stands under `Response`. @param nowSeconds epoch seconds */
  async handle(request: SignedRequest, nowSeconds: number): Promise<object> {
    try {
      const fault = signatureFault(request, this.options.credentials, nowSeconds)
      if (fault !== null) throw new ApiRefusal(fault, 'the signature is refused')
      return { ...(await this.answer(request)), RequestId: 'local' }
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      return { Error: { Code: error.code, Message: error.message }, RequestId: 'local' }
    }
  }

  private async answer({ headers, body }: SignedRequest): Promise<object> {
    const service = (headers.host ?? '').split('.')[0] ?? ''
    const name = `${service}.${headers['x-tc-action'] ?? ''}`
    if (VERSIONS[service] === undefined || VERSIONS[service] !== headers['x-tc-version'])
      throw new ApiRefusal('NoSuchVersion', `${service} ${headers['x-tc-version'] ?? ''}`)
    if (!isAction(name)) throw new ApiRefusal('InvalidAction', `${name} isn't known here`)
    const parsed = SHAPES[name].safeParse(JSON.parse(body))
    if (!parsed.success)
      throw new ApiRefusal('InvalidParameter', `${name}: ${JSON.stringify(parsed.error.issues)}`)
    this.refuseOthers(parsed.data)
    this.calls.push(name)
    return (this.actions[name] as (parameters: unknown) => Answer)(parsed.data)
  }

  private refuseOthers(parameters: { EnvId?: string; Namespace?: string }): void {
    const named = parameters.EnvId ?? parameters.Namespace
    if (named !== this.options.environment)
      throw new ApiRefusal('ResourceNotFound.Env', `no environment ${named ?? ''}`)
  }

  private readonly actions: { [A in ActionName]: (parameters: Parameters<A>) => Answer } = {
    'tcb.DescribeEnvInfo': () => ({ EnvInfo: { EnvBaseInfo: this.about() } }),
    'tcb.ListTables': (asked) => this.collections.list(asked),
    'tcb.CreateTable': (asked) => this.collections.create(asked),
    'tcb.DescribeTable': (asked) => this.collections.describe(asked),
    'tcb.UpdateTable': (asked) => this.collections.update(asked),
    'tcb.DescribeStorageSafeRule': () => ({ AclTag: this.storage }),
    'tcb.ModifyStorageSafeRule': ({ AclTag }) => {
      this.storage = AclTag
      return {}
    },
    'tcb.DescribeResourcePermission': ({ ResourceType, Resources }) => {
      const PermissionList =
        ResourceType === 'collection'
          ? this.collections.permissions(Resources ?? [...this.collections.all.keys()])
          : this.functionRule === null
            ? []
            : [{ ResourceType, Permission: 'CUSTOM', SecurityRule: this.functionRule }]
      return { Data: { TotalCount: PermissionList.length, PermissionList } }
    },
    'tcb.ModifyResourcePermission': (asked) => {
      if (asked.ResourceType === 'function') this.functionRule = asked.SecurityRule
      else this.collections.setPermission(asked.Resource, asked.Permission)
      return { Data: { Success: true } }
    },
    'tcb.ListFunctions': (asked) => this.functions.list(asked),
    'tcb.DescribeHTTPServiceRoute': () => {
      const Domains = this.domains.map(({ name, isDefault: IsDefault }) => ({
        ...{ Domain: name, DomainType: 'HTTPSERVICE', IsDefault, Enable: true },
        Routes: [...this.routesOf(name).values()],
      }))
      return { Domains, OriginDomain: this.domains[0]?.name ?? '', TotalCount: Domains.length }
    },
    'tcb.CreateHTTPServiceRoute': ({ Domain }) => this.putRoutes(Domain, false),
    'tcb.ModifyHTTPServiceRoute': ({ Domain }) => this.putRoutes(Domain, true),
    'scf.GetFunction': (asked) => this.functions.get(asked),
    'scf.CreateFunction': (asked) => this.functions.create(asked),
    'scf.UpdateFunctionCode': (asked) => this.functions.updateCode(asked),
    'scf.UpdateFunctionConfiguration': (asked) => this.functions.configure(asked),
    'scf.BatchCreateTrigger': (asked) => this.functions.addTriggers(asked),
    'scf.DeleteTrigger': (asked) => this.functions.removeTrigger(asked),
    'scf.Invoke': (asked) => this.functions.invoke(asked),
  }

  /** Routes of the domain that serves. */
  get routes(): Map<string, Route> {
    const serving = this.domains.find(({ isDefault }) => !isDefault) ?? this.domains[0]
    return this.routesOf(serving?.name ?? '')
  }

  private routesOf(domain: string): Map<string, Route> {
    const routes = this.routesByDomain.get(domain) ?? new Map<string, Route>()
    this.routesByDomain.set(domain, routes)
    return routes
  }

  private about(): object {
    const EnvId = this.options.environment
    return {
      ...{ EnvId, Alias: EnvId, Status: 'NORMAL', Source: 'miniapp', Region: 'ap-shanghai', LogServices: [] },
      Databases: [{ InstanceId: `tnt-${EnvId}`, Status: 'RUNNING', Region: 'ap-shanghai' }],
      Storages: [{ Region: 'ap-shanghai', Bucket: `${EnvId}-1250000000`, AppId: '1250000000' }],
      Functions: [{ Namespace: EnvId, Region: 'ap-shanghai' }],
    }
  }

  private putRoutes(
    { Domain, Routes }: Parameters<'tcb.CreateHTTPServiceRoute'>['Domain'],
    there: boolean,
  ): object {
    if (!this.domains.some(({ name }) => name === Domain))
      throw new ApiRefusal('ResourceNotFound', `no domain ${Domain}`)
    const routes = this.routesOf(Domain)
    for (const route of Routes) {
      if (routes.has(route.Path) !== there)
        throw new ApiRefusal(there ? 'ResourceNotFound' : 'ResourceInUse', `route ${route.Path}`)
      if (!this.functions.all.has(route.UpstreamResourceName))
        throw new ApiRefusal('ResourceNotFound.Function', route.UpstreamResourceName)
    }
    for (const route of Routes) routes.set(route.Path, route)
    return {}
  }
}

const isAction = (name: string): name is ActionName => Object.prototype.hasOwnProperty.call(SHAPES, name)
