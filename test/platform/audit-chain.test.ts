import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { newAuditRow, withoutVisitor, type AuditRow } from '../../cloudfunctions/platform/audit'
import {
  headFaults,
  headOf,
  linkFaults,
  sealFaults,
  sealId,
  sealRows,
  type AuditFault,
  type ChainHead,
  type Place,
  type Seal,
} from '../../cloudfunctions/platform/audit-chain'
import { NOW } from '../domain/builders'
import { useKeys } from '../keys'

/** Whatever is done to the audit trail behind everybody's back is found (spec 9). */
useKeys()

/** A chain as it stands in the database: rows, seals, and the head kept outside. */
interface Trail {
  rows: AuditRow[]
  seals: Seal[]
  head: ChainHead
}

const ROWS_A_SEAL = 7

const placed = (seal: Seal | undefined): Place | null => (seal === undefined ? null : { seq: seal.seq, seal })

function trailOf(rows: number): Trail {
  const made: AuditRow[] = []
  const seals: Seal[] = []
  for (let index = 0; index < rows; index++) {
    const before = made[made.length - 1]
    const row = newAuditRow({
      ...{
        _id: `row:${index}`,
        at: NOW + index,
        by: { kind: 'wechat', id: `person-${index % 5}`, role: 'anyone' },
      },
      ...{ action: index % 3 === 0 ? 'visit.submit' : 'visit.cancel', follows: `i1:${before?._id ?? ''}` },
      changes: [
        { collection: 'visits', id: `visit-${index}`, from: 'pending', to: 'cancelled' },
        // documents of one person in several collections have the same id
        ...['bookers', 'uploads'].map((collection) => ({
          ...{ collection, id: `person-${index % 5}`, from: null, to: 'there' },
        })),
      ],
    })
    made.push(row)
  }
  for (let from = 0; from < rows; from += ROWS_A_SEAL) {
    const part = made.slice(from, from + ROWS_A_SEAL)
    const seal = sealRows(placed(seals[seals.length - 1]), part, [], NOW + rows + from)
    for (const row of part) row.seal = seal.seq
    seals.push(seal)
  }
  const last = seals[seals.length - 1]
  if (last === undefined) throw new Error('no rows')
  return { rows: made, seals, head: headOf(last) }
}

function faultsOf({ rows, seals, head }: Trail): AuditFault[] {
  const known = new Set(rows.map(({ _id }) => _id))
  return [
    ...seals.flatMap((seal, index) =>
      sealFaults(
        { seq: seal.seq, seal },
        placed(seals[index - 1]),
        rows.filter((row) => row.seal === seal.seq),
        NOW,
      ),
    ),
    ...linkFaults(rows, (id) => known.has(id)),
    ...headFaults(head, placed(seals.find(({ seq }) => seq === head.seq))),
  ]
}

type Tampering = (trail: Trail, at: number, to: number) => Trail

const withRow = (trail: Trail, at: number, changes: Partial<AuditRow>): Trail => ({
  ...trail,
  rows: trail.rows.map((row, index) => (index === at ? { ...row, ...changes } : row)),
})
const withSeal = (trail: Trail, at: number, changes: (seal: Seal) => Partial<Seal>): Trail => ({
  ...trail,
  seals: trail.seals.map((seal, index) =>
    index === at % trail.seals.length ? { ...seal, ...changes(seal) } : seal,
  ),
})
const swapped = <T>(list: readonly T[], a: number, b: number): T[] =>
  list.map((each, index) => (index === a ? list[b] : index === b ? list[a] : each) as T)

/** By somebody who writes the database as they like, and has no key. */
const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'a row says another action': (trail, at) => withRow(trail, at, { action: 'visit.revise' }),
  'a row says another time': (trail, at, to) => withRow(trail, at, { at: NOW - 1 - to }),
  'a row says another author': (trail, at) =>
    withRow(trail, at, { by: { kind: 'wechat', id: 'somebody', role: 'anyone' } }),
  'a row says another role': (trail, at) =>
    withRow(trail, at, { by: { ...(trail.rows[at] as AuditRow).by, role: 'office' } }),
  'a row has lost its author': (trail, at) => withRow(trail, at, withoutVisitor(trail.rows[at] as AuditRow)),
  'a row says another state': (trail, at) =>
    withRow(trail, at, {
      changes: [{ collection: 'visits', id: `visit-${at}`, from: 'pending', to: 'approved' }],
    }),
  'a row is told of another record': (trail, at) =>
    withRow(trail, at, {
      changes: [{ collection: 'visits', id: 'other', from: 'pending', to: 'cancelled' }],
    }),
  'a row names others': (trail, at) => withRow(trail, at, { follows: 'i2:' }),
  'a row is deleted': (trail, at) => ({ ...trail, rows: trail.rows.filter((_, index) => index !== at) }),
  'a row and its line in the seal are deleted': (trail, at) => {
    const { _id, seal } = trail.rows[at] as AuditRow
    return withSeal(
      { ...trail, rows: trail.rows.filter((_, index) => index !== at) },
      seal - 1,
      ({ rows }) => ({
        rows: rows.filter(({ id }) => id !== _id),
      }),
    )
  },
  'a row is put in': (trail, at) => ({
    ...trail,
    rows: [...trail.rows, { ...(trail.rows[at] as AuditRow), _id: 'row:new' }],
  }),
  'two rows change places': (trail, at, to) =>
    withSeal(trail, at, ({ rows }) => ({
      rows: swapped(rows, to % rows.length, (to + 1) % rows.length),
    })),
  'two rows change their content': (trail, at, to) => {
    const [a, b] = [trail.rows[at] as AuditRow, trail.rows[to] as AuditRow]
    return withRow(withRow(trail, at, { ...b, _id: a._id }), to, { ...a, _id: b._id })
  },
  'a row moves to another seal': (trail, at) =>
    withRow(trail, at, { seal: ((trail.rows[at] as AuditRow).seal % trail.seals.length) + 1 }),
  'a seal is deleted': (trail, at) => ({
    ...trail,
    seals: trail.seals.filter((_, index) => index !== at % trail.seals.length),
  }),
  'two seals change their numbers': (trail, at) => {
    const [a, b] = [at % trail.seals.length, (at + 1) % trail.seals.length]
    const seals = swapped(trail.seals, a, b).map((seal, index) => ({
      ...{ ...seal, seq: index + 1, _id: sealId(index + 1) },
    }))
    return { ...trail, seals }
  },
  'a seal says another time': (trail, at) => withSeal(trail, at, (seal) => ({ at: seal.at + 1 })),
  'a seal has its hash made up': (trail, at) => withSeal(trail, at, () => ({ hash: 'A'.repeat(32) })),
  'the tail is cut': (trail, at) => {
    const kept = at % (trail.seals.length - 1)
    return {
      ...trail,
      seals: trail.seals.slice(0, kept + 1),
      rows: trail.rows.slice(0, (kept + 1) * ROWS_A_SEAL),
    }
  },
  'all of it is gone': (trail) => ({ ...trail, rows: [], seals: [] }),
  'the head is changed to fit a cut tail': (trail, at) => {
    const kept = at % (trail.seals.length - 1)
    const { seq, at: time, hash } = trail.seals[kept] as Seal
    const rows = trail.rows.slice(0, (kept + 1) * ROWS_A_SEAL)
    return { rows, seals: trail.seals.slice(0, kept + 1), head: { ...trail.head, seq, at: time, hash } }
  },
}
const NAMES = Object.keys(TAMPERINGS)

describe('1,000 changes at random', () => {
  it('a chain that nobody touched has no fault', () => {
    for (const rows of [1, 6, 7, 8, 28]) expect(faultsOf(trailOf(rows)), `${rows} rows`).toEqual([])
  })

  it('each edit, deletion, reordering and cut tail is found', () => {
    const trail = trailOf(28)
    const missed = new Set<string>()
    const tried = new Map<string, number>()
    const index = fc.integer({ min: 0, max: 27 })
    const random = fc.sample(fc.tuple(fc.constantFrom(...NAMES), index, index), { numRuns: 1000, seed: 11 })
    for (const [name, at, to] of random) {
      if (at === to && name === 'two rows change their content') continue
      tried.set(name, (tried.get(name) ?? 0) + 1)
      if (faultsOf((TAMPERINGS[name] as Tampering)(trail, at, to)).length === 0) missed.add(name)
    }
    expect([...missed]).toEqual([])
    expect(tried.size).toBe(NAMES.length)
  })
})
