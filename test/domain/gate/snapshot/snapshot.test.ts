import { describe, expect, it, test } from 'vitest'
import { sign } from 'node:crypto'
import { toBase64Url } from '../../../../miniprogram/domain/values/bytes'
import { visitById } from '../../../../miniprogram/domain/gate/snapshot/find'
import { IDENTITY_LENGTH, writeVisit } from '../../../../miniprogram/domain/gate/snapshot/records'
import {
  applyDelta,
  encodePage,
  SNAPSHOT_FORMAT,
  verifySnapshot,
  type SignedPage,
  type SnapshotPage,
} from '../../../../miniprogram/domain/gate/snapshot/snapshot'
import { NOW } from '../../builders'
import { ISSUER, PHONE, rawKey, recordOf, SERVER, snapshotOf, toolsOfNode, VISIT } from '../builders'

const OTHER = 'AAAAAAAAAAAAAAAA'
const THIRD = 'BBBBBBBBBBBBBBBB'
const { base: _, ...PARTS } = snapshotOf()
const pageOf = (changes: Partial<SnapshotPage> = {}): SnapshotPage => ({
  ...PARTS,
  ...{ format: SNAPSHOT_FORMAT, since: null, page: 0, last: true },
  ...changes,
})
const signed = (payload: string): SignedPage => ({
  payload,
  keyId: ISSUER.keyId,
  signature: toBase64Url(sign(null, Buffer.from(payload, 'ascii'), SERVER)),
})
const { verify } = toolsOfNode

describe('a signed page', () => {
  const page = pageOf()
  const good = signed(encodePage(page))
  const ANOTHER = { keyId: 8, publicKey: toBase64Url(rawKey(PHONE)) }

  it('reads as it was written', () => expect(verifySnapshot(good, [ISSUER], verify)).toEqual(page))

  it('is checked with the key that it names', () => {
    expect(verifySnapshot(good, [ANOTHER, ISSUER], verify)).toEqual(page)
    expect(verifySnapshot(good, [{ ...ANOTHER, keyId: ISSUER.keyId }], verify)).toBeNull()
  })

  it('the first of all is believed by the keys that it brings', () => {
    expect(verifySnapshot(good, null, verify)).toEqual(page)
    expect(verifySnapshot(signed(encodePage(pageOf({ keys: [ANOTHER] }))), null, verify)).toBeNull()
    expect(verifySnapshot(signed('no page'), null, verify)).toBeNull()
  })

  it('of which a letter was changed is none', () => {
    const payload = good.payload.replace('"last":true', '"last":null')
    expect(verifySnapshot({ ...good, payload }, [ISSUER], verify)).toBeNull()
  })

  // However lax whoever verifies.
  test.each<[string, Partial<SignedPage>, (typeof ISSUER)[]]>([
    ['by a key that nobody trusts', {}, []],
    ['by another key than the trusted', {}, [ANOTHER]],
    ['by a key that is none', {}, [{ ...ISSUER, publicKey: '不是' }]],
    ['with a signature that is none', { signature: '不是' }, [ISSUER]],
  ])('%s is none', (_, changes, trusted) =>
    expect(verifySnapshot({ ...good, ...changes }, trusted, () => true)).toBeNull(),
  )

  test.each<[string, object]>([
    ['visits that are no bytes', { visits: '不是' }],
    ['identities that are no bytes', { identities: '不是' }],
    ['no visits', { visits: undefined }],
    ['records of identities too short', { identityLength: IDENTITY_LENGTH - 1 }],
  ])('with %s is none', (_, changes) => {
    const payload = JSON.stringify({ ...(JSON.parse(good.payload) as object), ...changes })
    expect(verifySnapshot(signed(payload), [ISSUER], verify)).toBeNull()
  })

  it('is written in ASCII, whatever its gates are called', () => {
    const names = ['南门', 'Café ~', '\u0080ÿĀ', '𠮷']
    const [gate] = PARTS.gates
    if (gate === undefined) throw new Error('no gate')
    const payload = encodePage(pageOf({ gates: names.map((name) => ({ ...gate, name })) }))
    expect([...payload].every((letter) => letter >= ' ' && letter <= '~')).toBe(true)
    const read = verifySnapshot(signed(payload), [ISSUER], verify)
    expect(read?.gates.map(({ name }) => name)).toEqual(names)
  })
})

describe('the pages of one version', () => {
  const three = (changes: Partial<SnapshotPage> = {}): SnapshotPage[] =>
    [VISIT, OTHER, THIRD].map((visitId, page) =>
      pageOf({ page, last: page === 2, visits: writeVisit(recordOf({ visitId })), ...changes }),
    )
  const [first, second, third] = three() as [SnapshotPage, SnapshotPage, SnapshotPage]

  it('make one list, with what their last says', () => {
    const held = applyDelta(null, [first, second, { ...third, expiresAt: NOW + 5 }])
    expect(held).toMatchObject({ base: NOW, version: NOW, expiresAt: NOW + 5 })
    for (const id of [VISIT, OTHER, THIRD]) expect(held && visitById(held, id)?.visitId).toBe(id)
  })

  const notWhole: [string, SnapshotPage[]][] = [
    ['none', []],
    ['the last is missing', [first, second]],
    ['the first is missing', [second, third]],
    ['one between is missing', [first, third]],
    ['in another order', [second, first, third]],
    ['one of another version', [first, { ...second, version: NOW + 1 }, third]],
    ['one that adds to something', [first, { ...second, since: NOW }, third]],
    ['one under another salt', [first, { ...second, salt: 'AAAA' }, third]],
    ['one with longer visits', [first, { ...second, visitLength: first.visitLength + 1 }, third]],
    ['one with longer identities', [first, { ...second, identityLength: IDENTITY_LENGTH + 1 }, third]],
  ]
  test.each(notWhole)('are no list: %s', (_, pages) => expect(applyDelta(null, pages)).toBeNull())

  it('a whole takes the place of what is held, a change is added to it', () => {
    const held = applyDelta(null, [pageOf()])
    const visits = writeVisit(recordOf({ visitId: OTHER }))
    const later = { version: NOW + 1, visits }
    const whole = applyDelta(held, [pageOf(later)])
    expect(whole && [whole.base, whole.version]).toEqual([NOW + 1, NOW + 1])
    expect(whole && visitById(whole, VISIT)).toBeNull()
    expect(whole && visitById(whole, OTHER)).not.toBeNull()

    const grown = applyDelta(held, [pageOf({ ...later, since: NOW })])
    expect(grown && [grown.base, grown.version]).toEqual([NOW, NOW + 1])
    for (const id of [VISIT, OTHER]) expect(grown && visitById(grown, id)).not.toBeNull()
  })

  test.each<[string, Partial<SnapshotPage>]>([
    ['under another salt', { salt: 'AAAA' }],
    ['with longer identities', { identityLength: IDENTITY_LENGTH + 1 }],
  ])('a change %s can’t be added', (_, changes) => {
    const change = pageOf({ since: NOW, version: NOW + 1, ...changes })
    expect(applyDelta(applyDelta(null, [pageOf()]), [change])).toBeNull()
  })
})
