import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as AuditModule from '../../cloudfunctions/platform/audit'
import type { AuditRow } from '../../cloudfunctions/platform/audit'
import type * as ChainModule from '../../cloudfunctions/platform/audit-chain'
import type { AuditFault, ChainHead } from '../../cloudfunctions/platform/audit-chain'
import { DAY_MS, dayOf } from '../../miniprogram/domain/values/days'
import { openCampus, type Campus } from './campus'
import { book } from './visitors'

/** The sealed chain over the audit rows of a campus (spec 9); a thousand changes at random: test/platform/audit-chain. */
let campus: Campus
let audit: typeof AuditModule
let chain: typeof ChainModule
let sealAudit: (now: number) => Promise<number>
let verify: () => Promise<{ rows: number; faults: AuditFault[]; heads: ChainHead[] }>
let number = 3000

beforeAll(async () => {
  campus = await openCampus()
  audit = await import('../../cloudfunctions/platform/audit')
  chain = await import('../../cloudfunctions/platform/audit-chain')
  ;({ sealAudit } = await import('../../cloudfunctions/usecases/audit/seal'))
  const { verifyAll } = await import('../../cloudfunctions/usecases/audit/verify')
  verify = () => verifyAll(3, campus.clock.now, () => undefined)
})
afterAll(() => campus.close())

describe('over the database', () => {
  const kinds = async (): Promise<string[]> =>
    [...new Set((await verify()).faults.map(({ kind }) => kind))].sort()
  /** Does it, looks, and puts the documents back as they were. */
  async function tampered(
    collection: string,
    ids: readonly string[],
    change: () => Promise<void>,
  ): Promise<string[]> {
    const before = await Promise.all(ids.map((id) => campus.stored(collection, id)))
    await change()
    const found = await kinds()
    const { inTransaction } = await import('../../cloudfunctions/platform/database')
    await inTransaction(async (tx) => {
      for (const document of before) if (document !== null) await tx.write(collection, document)
    })
    expect(await kinds()).toEqual([])
    return found
  }
  const removed = async (collection: string, ids: readonly string[]): Promise<void> => {
    const { inTransaction } = await import('../../cloudfunctions/platform/database')
    await inTransaction(async (tx) => {
      for (const id of ids) await tx.remove(collection, id)
    })
  }
  const rows = async (seal: number): Promise<AuditRow[]> => {
    const { findSealed } = await import('../../cloudfunctions/stores/audit')
    return (await findSealed(seal)) as AuditRow[]
  }

  it('rows are sealed once, in batches, by two timers at once as by one, and heads lie outside', async () => {
    for (let round = 0; round < 3; round++) {
      await book(campus, ++number)
      await Promise.all([sealAudit(campus.clock.now), sealAudit(campus.clock.now)])
    }
    expect(await sealAudit(campus.clock.now)).toBe(0)
    const { heads, faults, rows: seen } = await verify()
    expect(faults).toEqual([])
    expect(seen).toBeGreaterThan(2)
    const { lastPlace } = await import('../../cloudfunctions/stores/audit-seals')
    const last = (await lastPlace())?.seal
    expect(heads.map(({ seq }) => seq)).toEqual([last?.seq, 1])
  })

  it('a tick that was cut off after a seal was made marks its rows later and seals none twice', async () => {
    await book(campus, ++number)
    const { findUnsealed } = await import('../../cloudfunctions/stores/audit')
    const { addSeal, lastPlace } = await import('../../cloudfunctions/stores/audit-seals')
    const waiting = await findUnsealed(100)
    const seal = chain.sealRows(await lastPlace(), waiting, [], campus.clock.now)
    await addSeal(seal)
    expect(await kinds()).toEqual([])
    await book(campus, ++number)
    await sealAudit(campus.clock.now)
    expect((await rows(seal.seq)).map(({ _id }) => _id).sort()).toEqual(waiting.map(({ _id }) => _id).sort())
    expect(await kinds()).toEqual([])
  })

  it('each way to change it is found', async () => {
    const [row] = await rows(2)
    const id = row?._id ?? ''
    const put = (changes: object) => () => campus.put('audit', { ...row, _id: id, ...changes })
    expect(await tampered('audit', [id], put({ action: 'me' }))).toEqual(['rowEdited'])
    expect(await tampered('audit', [id], put({ seal: 1 }))).toEqual(['rowInserted', 'rowMissing'])
    expect(await tampered('audit', [id], () => removed('audit', [id]))).toContain('rowMissing')
    const seal = chain.sealId(2)
    expect(await tampered('auditSeals', [seal], () => removed('auditSeals', [seal]))).toEqual([
      'rowInserted',
      'sealMissing',
      'sealOrder',
    ])
    expect(
      await tampered('auditSeals', [seal], () => campus.put('auditSeals', { _id: seal, at: 1 })),
    ).toEqual(['headLost', 'sealEdited'])
  })

  it('a row that says it is in a seal that there isn’t is found, wherever it hides', async () => {
    const [row] = await rows(2)
    const id = row?._id ?? ''
    const { lastPlace } = await import('../../cloudfunctions/stores/audit-seals')
    const last = (await lastPlace())?.seq ?? 0
    const nowhere = [last + 1, 1e12, 1.5, -1, '2', null, undefined, Number.NaN] as unknown[]
    for (const seal of nowhere) {
      const made = { ...row, _id: 'row:made-up', seal }
      await campus.put('audit', made)
      expect([seal, await kinds()]).toEqual([seal, ['rowInserted']])
      await removed('audit', [made._id])
      const hide = () => campus.put('audit', { ...row, _id: id, seal })
      expect([seal, await tampered('audit', [id], hide)]).toEqual([seal, ['rowInserted', 'rowMissing']])
    }
    // One that isn't sealed yet would never be, and could be changed from then on.
    await book(campus, ++number)
    const { findUnsealed } = await import('../../cloudfunctions/stores/audit')
    const [fresh] = await findUnsealed(1)
    const hide = () => campus.put('audit', { ...fresh, _id: fresh?._id ?? '', seal: 1e12 })
    expect(await tampered('audit', [fresh?._id ?? ''], hide)).toEqual(['rowInserted'])
    await sealAudit(campus.clock.now)
  })

  it('what a row is listed and forgotten by is what it says, or it would be passed over', async () => {
    const [row] = await rows(2)
    const id = row?._id ?? ''
    const put = (changes: object) => () => campus.put('audit', { ...row, _id: id, ...changes })
    const other = { hash: 'x'.repeat(32), id: 'somebody-else' }
    for (const changes of [
      { sort: '' },
      { sort: undefined },
      { sort: `9${row?.sort.slice(1) ?? ''}` },
      { namesVisitor: !(row?.namesVisitor ?? false) },
      { ids: [...(row?.ids ?? []), other] },
      { ids: [] },
    ])
      expect([changes, await tampered('audit', [id], put(changes))]).toEqual([changes, ['rowEdited']])
  })

  it('a tail that is cut with its seal is missed by the head outside, and for good once more is sealed', async () => {
    const { lastPlace } = await import('../../cloudfunctions/stores/audit-seals')
    const last = (await lastPlace())?.seal
    const ids = (last?.rows ?? []).map(({ id }) => id)
    await removed('audit', ids)
    await removed('auditSeals', [last?._id ?? ''])
    expect(await kinds()).toEqual(['headMissing'])
    await book(campus, ++number)
    await sealAudit(campus.clock.now)
    expect(await kinds()).toEqual(['headMissing', 'linkMissing'])
  })

  it('a row that is deleted before it is sealed is missed as soon as the same instance writes another', async () => {
    await book(campus, ++number)
    const { findUnsealed } = await import('../../cloudfunctions/stores/audit')
    const before = new Set((await verify()).faults.map(({ id }) => id))
    const waiting = await findUnsealed(100)
    await removed(
      'audit',
      waiting.map(({ _id }) => _id),
    )
    await book(campus, ++number)
    const found = (await verify()).faults.filter(({ id, kind }) => kind === 'linkMissing' && !before.has(id))
    expect(found.map(({ id }) => id)).toContain(waiting[waiting.length - 1]?._id)
  })

  it('taking a visitor out when the time is over leaves the chain as it was; before, it is found', async () => {
    const before = await kinds()
    const { forgetVisitors } = await import('../../cloudfunctions/stores/audit')
    const late = campus.clock.now + (audit.LOG_DAYS + 1) * DAY_MS
    expect(await forgetVisitors(campus.clock.now, 100)).toBe(0)
    expect(await forgetVisitors(late, 100)).toBeGreaterThan(0)
    const { verifyPiece } = await import('../../cloudfunctions/usecases/audit/verify')
    const then = [...new Set((await verifyPiece(0, late)).faults.map(({ kind }) => kind))]
    expect(then.filter((kind) => kind === 'rowEdited')).toEqual([])
    expect((await verifyPiece(0, campus.clock.now)).faults.map(({ kind }) => kind)).toContain('rowEdited')
    expect(before).not.toContain('rowEdited')
    expect(dayOf(late) > dayOf(campus.clock.now)).toBe(true)
  })

  it('a backup that ends before the latest seal takes the head of its own last one along', async () => {
    const { earlierHead, lastPlace } = await import('../../cloudfunctions/stores/audit-seals')
    const last = (await lastPlace())?.seq ?? 0
    const kept = await earlierHead(1)
    const head = chain.readHead(kept?.text ?? '')
    expect([kept?.path, head.seq, chain.isOurs(head)]).toEqual(['audit-heads/latest.json', 1, true])
    expect(await earlierHead(last)).toBeNull()
    expect(await earlierHead(last + 1)).toBeNull()
  })

  it('what can’t be read is named, and keeps nobody from reading, forgetting and sealing the rest', async () => {
    const { findUnsealed } = await import('../../cloudfunctions/stores/audit')
    const { lastPlace } = await import('../../cloudfunctions/stores/audit-seals')
    const [sealed] = (await lastPlace())?.seal?.rows ?? []
    await campus.put('audit', { _id: sealed?.id ?? '', by: null })
    await book(campus, ++number)
    const [waiting] = await findUnsealed(1)
    await campus.put('audit', { _id: waiting?._id ?? '', follows: null })
    const office = campus.person(campus.demo.office[0]?.openid ?? '')
    const { rows: listed } = await office.get('audit.list', { topic: 'all', cursor: null })
    expect(listed.length).toBeGreaterThan(1)
    expect(listed.map(({ id }) => id)).not.toContain(sealed?.id)
    const said = await office.get('audit.verify', { after: 0 })
    const edited = ({ faults }: { faults: AuditFault[] }) =>
      faults.filter(({ kind }) => kind === 'rowEdited').map(({ id }) => id)
    expect(edited(said)).toEqual(expect.arrayContaining([sealed?.id, waiting?._id]))
    expect(await sealAudit(campus.clock.now)).toBeGreaterThan(0)
    expect(await findUnsealed(1)).toEqual([])
    expect(edited(await verify())).toEqual(expect.arrayContaining([sealed?.id, waiting?._id]))
    const { forgetVisitors } = await import('../../cloudfunctions/stores/audit')
    const late = campus.clock.now + (audit.LOG_DAYS + 1) * DAY_MS
    await forgetVisitors(late, 100)
    expect(await forgetVisitors(late, 100)).toBe(0)
  })

  it('a last seal that was hidden is told of for good, and what comes after it is sealed', async () => {
    const { lastPlace } = await import('../../cloudfunctions/stores/audit-seals')
    const last = await lastPlace()
    await campus.put('auditSeals', { _id: chain.sealId(last?.seq ?? 0), seq: String(last?.seq) })
    await book(campus, ++number)
    expect(await sealAudit(campus.clock.now)).toBeGreaterThan(0)
    const then = await lastPlace()
    expect(then?.seq).toBe((last?.seq ?? 0) + 1)
    expect(then?.seal?.found).toContainEqual({ kind: 'sealEdited', seq: last?.seq, id: '' })
  })

  it('a row that waits and says it is none is found at once, and for good', async () => {
    await book(campus, ++number)
    const { findUnsealed } = await import('../../cloudfunctions/stores/audit')
    const waiting = await findUnsealed(100)
    const put = waiting[waiting.length - 1]?._id ?? ''
    const faultsOf = async (id: string) =>
      (await verify()).faults.filter((fault) => fault.id === id).map(({ kind }) => kind)
    for (const kind of ['x', 'reply', null]) {
      await campus.put('audit', { _id: put, kind })
      expect([kind, await faultsOf(put)]).toEqual([kind, ['rowEdited']])
    }
    await book(campus, ++number)
    await sealAudit(campus.clock.now)
    expect(await faultsOf(put)).toEqual(expect.arrayContaining(['linkMissing', 'rowEdited']))
  })
})
