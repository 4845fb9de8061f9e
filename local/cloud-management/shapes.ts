import * as z from 'zod'

/** What each management call takes, by `service.Action`; nothing else is known, and no field more. */
const text = z.string().min(1)
const connector = z.strictObject({ DatabaseName: text, InstanceId: z.literal('flexdb') })
const permission = z.enum(['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY', 'CUSTOM'])

const table = { EnvId: text, MongoConnector: connector, TableName: z.string().regex(/^[A-Za-z][\w-]{0,63}$/) }
const named = { FunctionName: z.string().regex(/^[a-zA-Z][\w-]{1,59}$/), Namespace: text }
const archive = z.strictObject({ ZipFile: z.base64().max(2_097_152) })
const variables = z.strictObject({
  Variables: z.array(z.strictObject({ Key: z.string().regex(/^[A-Za-z]\w*$/), Value: z.string() })),
})
const size = {
  MemorySize: z.number().int().min(64).max(3072).multipleOf(64),
  Timeout: z.number().int().min(1).max(900),
  Description: z.string().max(1000).optional(),
  Environment: variables.optional(),
  ClsTopicId: z.string().optional(),
  ClsLogsetId: z.string().optional(),
}
const indexKey = z.strictObject({ Name: text, Direction: z.enum(['1', '-1']) })
const newIndex = z.strictObject({
  IndexName: z.string().regex(/^[\w-]{1,64}$/),
  MgoKeySchema: z.strictObject({ MgoIndexKeys: z.array(indexKey).min(1), MgoIsUnique: z.boolean() }),
})
const route = z.strictObject({
  Path: z.string().startsWith('/'),
  UpstreamResourceType: z.enum(['SCF', 'CBR', 'STATIC_STORE', 'WEB_SCF', 'LH']),
  UpstreamResourceName: text,
  EnableSafeDomain: z.boolean(),
  EnableAuth: z.boolean(),
  EnablePathTransmission: z.boolean(),
  Enable: z.boolean(),
})
const routes = z.strictObject({
  EnvId: text,
  Domain: z.strictObject({ Domain: text, Routes: z.array(route).min(1) }),
})

export const SHAPES = {
  'tcb.DescribeEnvInfo': z.strictObject({ EnvId: text }),
  'tcb.ListTables': z.strictObject({
    ...{ EnvId: text, MongoConnector: connector },
    MgoLimit: z.number().int().min(1).max(100),
    MgoOffset: z.number().int().min(0),
  }),
  'tcb.CreateTable': z.strictObject(table),
  'tcb.DescribeTable': z.strictObject(table),
  'tcb.UpdateTable': z.strictObject({
    ...table,
    CreateIndexes: z.array(newIndex).min(1).optional(),
    DropIndexes: z
      .array(z.strictObject({ IndexName: text }))
      .min(1)
      .optional(),
  }),
  'tcb.DescribeStorageSafeRule': z.strictObject({ EnvId: text, Bucket: text }),
  'tcb.ModifyStorageSafeRule': z.strictObject({ EnvId: text, Bucket: text, AclTag: permission }),
  'tcb.DescribeResourcePermission': z.strictObject({
    EnvId: text,
    ResourceType: z.enum(['function', 'collection']),
    Resources: z.array(text).min(1).max(100).optional(),
  }),
  'tcb.ModifyResourcePermission': z.discriminatedUnion('ResourceType', [
    z.strictObject({
      ...{ EnvId: text, ResourceType: z.literal('function'), Permission: z.literal('CUSTOM') },
      SecurityRule: text,
    }),
    z.strictObject({
      ...{ EnvId: text, ResourceType: z.literal('collection'), Permission: permission, Resource: text },
    }),
  ]),
  'tcb.ListFunctions': z.strictObject({
    EnvId: text,
    Limit: z.number().int().max(100),
    Offset: z.number().int().min(0),
  }),
  'tcb.DescribeHTTPServiceRoute': z.strictObject({ EnvId: text }),
  'tcb.CreateHTTPServiceRoute': routes,
  'tcb.ModifyHTTPServiceRoute': routes,
  'scf.GetFunction': z.strictObject({ ...named, ShowCode: z.literal('TRUE') }),
  'scf.CreateFunction': z.strictObject({
    ...{ ...named, ...size, Handler: text, InstallDependency: z.literal('FALSE'), Code: archive },
    Runtime: z.enum(['Nodejs16.13', 'Nodejs18.15', 'Nodejs20.19', 'Nodejs22.21', 'Nodejs24.11']),
    Role: z.literal('TCB_QcsRole'),
    Stamp: z.literal('MINI_QCBASE'),
  }),
  'scf.UpdateFunctionCode': z.strictObject({
    ...{ ...named, Handler: text, InstallDependency: z.literal('FALSE'), Code: archive },
  }),
  'scf.UpdateFunctionConfiguration': z.strictObject({ ...named, ...size }),
  'scf.BatchCreateTrigger': z.strictObject({ ...named, Triggers: text, Count: z.number().int().min(1) }),
  'scf.DeleteTrigger': z.strictObject({ ...named, TriggerName: text, Type: z.literal('timer') }),
  'scf.Invoke': z.strictObject({
    ...named,
    LogType: z.literal('Tail'),
    ClientContext: z.string().optional(),
  }),
} as const

export type ActionName = keyof typeof SHAPES
export type Parameters<A extends ActionName> = z.output<(typeof SHAPES)[A]>

/** The version of each service's API. */
export const VERSIONS: Readonly<Record<string, string>> = { tcb: '2018-06-08', scf: '2018-04-16' }

export const BATCH_TRIGGERS = z
  .array(
    z.strictObject({
      TriggerName: z.string().regex(/^[a-zA-Z][\w-]{0,59}$/),
      Type: z.literal('timer'),
      TriggerDesc: z.string().regex(/^\S+( \S+){6}$/),
    }),
  )
  .min(1)
