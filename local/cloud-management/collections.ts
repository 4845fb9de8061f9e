import { ApiRefusal } from './refusal'
import type { Parameters } from './shapes'

export interface Collection {
  permission: string
  documents: number
  indexes: { Name: string; Keys: { Name: string; Direction: string }[]; Unique: boolean }[]
}

/** What a collection starts with when a phone's developer makes it: everybody reads, creators write. */
const FIRST_PERMISSION = 'READONLY'

/** The collections of an environment, with their indexes and permissions. */
export class Collections {
  readonly all = new Map<string, Collection>()

  list({ MgoLimit, MgoOffset }: Parameters<'tcb.ListTables'>) {
    const tables = [...this.all].map(([TableName, { documents, indexes }]) => ({
      ...{ TableName, Count: documents, Size: 0, IndexCount: indexes.length, IndexSize: 0 },
    }))
    const Tables = tables.slice(MgoOffset, MgoOffset + MgoLimit)
    const Pager = { Offset: MgoOffset, Limit: MgoLimit, Total: tables.length }
    // The real one answers null for none.
    return { Tables: tables.length === 0 ? null : Tables, Pager }
  }

  create({ TableName }: Parameters<'tcb.CreateTable'>) {
    if (this.all.has(TableName)) throw new ApiRefusal('ResourceInUse', `${TableName} is there`)
    const indexes = [{ Name: '_id_', Keys: [{ Name: '_id', Direction: '1' }], Unique: true }]
    this.all.set(TableName, { permission: FIRST_PERMISSION, documents: 0, indexes })
    return {}
  }

  describe({ TableName }: Parameters<'tcb.DescribeTable'>) {
    const { indexes } = this.find(TableName)
    return { Indexes: indexes.map((index) => ({ ...index, Size: 0 })), IndexNum: indexes.length }
  }

  update({ TableName, CreateIndexes = [], DropIndexes = [] }: Parameters<'tcb.UpdateTable'>) {
    const found = this.find(TableName)
    for (const { IndexName } of DropIndexes) {
      if (!found.indexes.some(({ Name }) => Name === IndexName))
        throw new ApiRefusal('ResourceNotFound', `index ${IndexName} isn't there`)
      found.indexes = found.indexes.filter(({ Name }) => Name !== IndexName)
    }
    for (const { IndexName, MgoKeySchema } of CreateIndexes) {
      if (found.indexes.some(({ Name }) => Name === IndexName))
        throw new ApiRefusal('ResourceInUse', `index ${IndexName} is there`)
      const { MgoIndexKeys: Keys, MgoIsUnique: Unique } = MgoKeySchema
      const twin = found.indexes.find((index) => JSON.stringify(index.Keys) === JSON.stringify(Keys))
      if (twin !== undefined)
        throw new ApiRefusal('FailedOperation', `Index already exists with a different name: ${twin.Name}`)
      found.indexes.push({ Name: IndexName, Keys, Unique })
    }
    return {}
  }

  permissions(names: readonly string[]) {
    return names.map((Resource) => {
      const Permission = this.find(Resource).permission
      return { ResourceType: 'collection', Resource, Permission }
    })
  }

  setPermission(name: string, permission: string): void {
    this.find(name).permission = permission
  }

  private find(name: string): Collection {
    const found = this.all.get(name)
    if (found === undefined) throw new ApiRefusal('ResourceNotFound', `collection ${name} isn't there`)
    return found
  }
}
