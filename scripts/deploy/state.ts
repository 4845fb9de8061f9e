/** What a CloudBase environment consists of, as far as a deployment decides it: wanted, or there. */
export interface EnvironmentState {
  collections: CollectionState[]
  /** Permission of the file storage; null when the platform names none. */
  storage: string | null
  /** Who may call which function from a client: the text of the environment's function rule, null when there is none. */
  functionRule: string | null
  functions: FunctionState[]
  routes: RouteState[]
}

export interface IndexState {
  name: string
  /** Field and direction, 1 or -1. */
  keys: [field: string, direction: number][]
  unique: boolean
}

export interface CollectionState {
  name: string
  permission: string | null
  indexes: IndexState[]
}

export interface FunctionState {
  name: string
  runtime: string
  handler: string
  memoryMb: number
  timeoutSeconds: number
  variables: Record<string, string>
  /** Stands for the bundle: its hash, kept in the function's description. */
  edition: string
  triggers: TriggerState[]
  /** The platform's word for a change that came to nothing, such as `CreateFailed`; absent: none. */
  failed?: string
}

export interface TriggerState {
  name: string
  /** Seven fields, UTC+8. */
  cron: string
  /** Off: it is there, and nothing runs. */
  isOn: boolean
}

/** A path of HTTP access and what is behind it. */
export interface RouteState {
  path: string
  /** As the platform calls what answers: `SCF`, a function. */
  kind: string
  /** The function's name, or that of another thing. */
  function: string
  /** Off: it is there, and nobody gets through. */
  isOn: boolean
  /** Pages of listed domains alone may call it. */
  listedDomainsOnly: boolean
  /** The platform's own authentication; gate devices sign instead. */
  platformAuth: boolean
  /** What follows the path reaches the function. */
  passesPath: boolean
}

/** An environment as it was read. */
export interface ActualState extends EnvironmentState {
  /** The domain that routes hang on; null when HTTP access has none yet. */
  domain: string | null
  /** How many documents stand in each collection. */
  documents: Readonly<Record<string, number>>
}
