import type CloudBase from '@cloudbase/manager-node'
import type {
  ActualState,
  CollectionState,
  FunctionState,
  IndexState,
  RouteState,
  TriggerState,
} from './state'

/** How many collections the platform lists, and names permissions of, in one answer. */
const PAGE = 100

/** The index on `_id` that every collection has by itself. */
const OWN_INDEX = '_id_'

/** Reads an environment, one request after the other: the platform limits them per second. */
export async function readState(cloud: CloudBase, id: string): Promise<ActualState> {
  const tables = await listTables(cloud)
  const names = tables.map(({ CollectionName }) => CollectionName)
  const permissions = await collectionPermissions(cloud, names)
  const collections: CollectionState[] = []
  for (const name of names)
    collections.push({
      name,
      permission: permissions.get(name) ?? null,
      indexes: await indexesOf(cloud, name),
    })
  return {
    collections,
    documents: Object.fromEntries(tables.map(({ CollectionName, Count }) => [CollectionName, Count])),
    storage: await storagePermission(cloud),
    functionRule: await functionRule(cloud),
    functions: await readFunctions(cloud, id),
    ...(await readRoutes(cloud, id)),
  }
}

interface Table {
  CollectionName: string
  Count: number
}

async function listTables({ database }: CloudBase): Promise<Table[]> {
  const tables: Table[] = []
  for (;;) {
    const { Collections } = await database.listCollections({ MgoLimit: PAGE, MgoOffset: tables.length })
    tables.push(...Collections)
    if (Collections.length < PAGE) return tables
  }
}

async function collectionPermissions(cloud: CloudBase, names: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let index = 0; index < names.length; index += PAGE) {
    const resources = names.slice(index, index + PAGE)
    const { Data } = await cloud.permission.describeResourcePermission({
      resourceType: 'collection',
      resources,
    })
    for (const { Resource, Permission } of Data.PermissionList)
      if (Resource !== undefined && Permission !== undefined) found.set(Resource, Permission)
  }
  return found
}

async function indexesOf({ database }: CloudBase, collection: string): Promise<IndexState[]> {
  const { Indexes = [] } = await database.describeCollection(collection)
  return Indexes.filter(({ Name }) => Name !== OWN_INDEX).map(({ Name, Keys, Unique }) => ({
    ...{ name: Name, unique: Unique },
    keys: Keys.map(({ Name = '', Direction }): [string, number] => [Name, Number(Direction)]),
  }))
}

const storagePermission = async (cloud: CloudBase): Promise<string | null> =>
  (await cloud.storage.getStorageAcl()) ?? null

async function functionRule(cloud: CloudBase): Promise<string | null> {
  const { Data } = await cloud.permission.describeResourcePermission({ resourceType: 'function' })
  return Data.PermissionList.find(({ Permission }) => Permission === 'CUSTOM')?.SecurityRule ?? null
}

interface TimerDetail {
  TriggerName: string
  Type: string
  TriggerDesc: string
  /** 0 or `CLOSE`: switched off. */
  Enable?: number | string
}

/** What GetFunction answers, as much as is read. */
interface FunctionDetail {
  Runtime: string
  Handler: string
  MemorySize: number
  Timeout: number
  Description?: string
  Environment?: { Variables?: { Key: string; Value: string }[] | null } | null
  Status?: string
  Triggers?: TimerDetail[] | null
}

async function readFunctions({ functions }: CloudBase, envId: string): Promise<FunctionState[]> {
  const found: FunctionState[] = []
  for (const { FunctionName: name = '' } of await functions.listAllFunctions({ envId })) {
    const detail = (await functions.getFunctionDetail(name)) as unknown as FunctionDetail
    found.push({
      ...{ name, runtime: detail.Runtime, handler: detail.Handler },
      ...{ memoryMb: detail.MemorySize, timeoutSeconds: detail.Timeout, edition: detail.Description ?? '' },
      variables: Object.fromEntries(
        (detail.Environment?.Variables ?? []).map(({ Key, Value }) => [Key, Value]),
      ),
      triggers: (detail.Triggers ?? []).filter(({ Type }) => Type === 'timer').map(triggerOf),
      ...(detail.Status?.endsWith('Failed') === true ? { failed: detail.Status } : {}),
    })
  }
  return found
}

/** A timer comes back as text or as JSON with the text inside. */
function triggerOf({ TriggerName, TriggerDesc, Enable }: TimerDetail): TriggerState {
  const cron = TriggerDesc.startsWith('{') ? (JSON.parse(TriggerDesc) as { cron: string }).cron : TriggerDesc
  return { name: TriggerName, cron, isOn: Enable !== 0 && Enable !== 'CLOSE' }
}

/** Routes of the default domain, or of the own one when the account has bound one. */
async function readRoutes(
  { env }: CloudBase,
  EnvId: string,
): Promise<{ routes: RouteState[]; domain: string | null }> {
  const { Domains = [] } = await env.describeHttpServiceRoute({ EnvId })
  const serving = Domains.filter(({ DomainType }) => DomainType === 'HTTPSERVICE')
  const used = serving.find(({ IsDefault }) => !IsDefault) ?? serving[0]
  if (used === undefined) return { routes: [], domain: null }
  const routes = (used.Routes ?? []).map((route) => ({
    ...{ path: route.Path, kind: route.UpstreamResourceType, function: route.UpstreamResourceName },
    ...{ isOn: route.Enable, listedDomainsOnly: route.EnableSafeDomain },
    ...{ platformAuth: route.EnableAuth, passesPath: route.EnablePathTransmission },
  }))
  return { routes, domain: used.Domain }
}
