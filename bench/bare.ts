import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import tcb from '@cloudbase/node-sdk'
import { sendSubscribeMessage } from '../cloudfunctions/platform/subscribe-messages'
import { SCRATCH } from './campus'
import type { Step } from './recorder'

/** The raw SDK, as much of it as bare operations need. */
interface RawQuery {
  where(condition: object): RawQuery
  orderBy(field: string, order: 'asc' | 'desc'): RawQuery
  limit(rows: number): RawQuery
  get(): Promise<unknown>
  count(): Promise<unknown>
}
interface RawCollection extends RawQuery {
  doc(id: string): { get(): Promise<unknown>; set(fields: object): Promise<unknown> }
  add(documents: object | object[]): Promise<unknown>
}
interface RawTransaction {
  collection(name: string): RawCollection
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}
interface RawDatabase {
  collection(name: string): RawCollection
  startTransaction(): Promise<RawTransaction>
}

const DOCUMENTS = 1000
/** About as large as a stored booking. */
const FILLER = 'x'.repeat(1200)

/** Bare operations: the requests of an action, one after the other, with nothing between them. */
export class BareOperations {
  private readonly database: RawDatabase = tcb
    .init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string })
    .database()
  private written = 0

  /** Documents to read: as many as any list returns. */
  async prepare(): Promise<void> {
    const documents = Array.from({ length: DOCUMENTS }, (_, index) => ({
      _id: `d${index}`,
      ...documentOf('read', index),
    }))
    for (let index = 0; index < DOCUMENTS; index += 500)
      await this.scratch().add(documents.slice(index, index + 500))
  }

  /** Runs steps as they were recorded. */
  async run(steps: readonly Step[]): Promise<void> {
    let open: RawTransaction | null = null
    for (const { kind, rows } of steps) {
      const at = this.written++
      if (kind === 'begin') open = await this.database.startTransaction()
      else if (kind === 'commit') await open?.commit()
      else if (kind === 'rollback') await open?.rollback()
      else if (kind === 'message') await sendMessage()
      else if (kind === 'read')
        await this.scratch()
          .doc(rows > 0 ? `d${at % DOCUMENTS}` : `none${at}`)
          .get()
      else if (kind === 'readIn')
        await open
          ?.collection(SCRATCH)
          .doc(rows > 0 ? `d${at % DOCUMENTS}` : `none${at}`)
          .get()
      else if (kind === 'write')
        await this.scratch()
          .doc(`w${at % DOCUMENTS}`)
          .set(documentOf('written', at))
      else if (kind === 'writeIn')
        await open?.collection(SCRATCH).doc(`t${at}`).set(documentOf('written', at))
      else if (kind === 'count') await this.scratch().where({ list: 'small' }).count()
      else await this.query(rows)
    }
  }

  private query(rows: number): Promise<unknown> {
    const list = rows > 0 ? 'read' : 'empty'
    return this.scratch().where({ list }).orderBy('sort', 'asc').limit(Math.max(rows, 1)).get()
  }

  private scratch(): RawCollection {
    return this.database.collection(SCRATCH)
  }
}

const documentOf = (list: string, at: number): object => ({
  list,
  sort: String(at).padStart(10, '0'),
  filler: FILLER,
})

/** To somebody without consent, as most messages of the measured actions are: one call, answered 43101. */
const sendMessage = () =>
  sendSubscribeMessage({ touser: 'bench-nobody', templateId: 'bench', page: '', fields: { thing1: '基准' } })

/**
 * Two verifications of Ed25519 over messages of a pass's lengths, with keys that were read before. A gate can read the
 * server's key beforehand, never the phone's, which comes in with the code: with `readsOne` the second key is read from
 * its 32 bytes each time, in the quickest way node:crypto has.
 */
export function twoVerifications({ readsOne = false } = {}): () => void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const messages = [Buffer.alloc(52, 1), Buffer.alloc(120, 2)]
  const signatures = messages.map((message) => sign(null, message, privateKey))
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const raw = Buffer.from(x, 'base64url')
  const read = () =>
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })
  return () => {
    for (const [at, message] of messages.entries()) {
      const signature = signatures[at]
      const key = readsOne && at === 1 ? read() : publicKey
      if (signature === undefined || !verify(null, message, key, signature)) throw new Error('not verified')
    }
  }
}
