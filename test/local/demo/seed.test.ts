import { beforeAll, describe, expect, it } from 'vitest'
import { lookupHash } from '../../../cloudfunctions/platform/lookup-hash'
import { unseal } from '../../../cloudfunctions/platform/sealing'
import { demoCampus } from '../../../local/demo/campus'
import { demoDocuments } from '../../../local/demo/documents'
import { seedDemo, type DemoTarget } from '../../../local/demo/seed'

beforeAll(() => {
  process.env.CAMPUS_DATA_KEYS = `t:${Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')}`
  process.env.CAMPUS_LOOKUP_KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => 99 - index)).toString(
    'base64',
  )
})

const campus = demoCampus({ staff: 1200 })

/** Keeps documents in memory; `dieAfter` inserts it fails, as a killed start does. */
function memory(dieAfter = Infinity) {
  const collections = new Map<string, Map<string, object>>()
  const target: DemoTarget = {
    has: async (collection, id) => collections.get(collection)?.has(id) === true,
    async insert(collection, documents) {
      if (dieAfter-- <= 0) throw new Error('killed')
      const rows = collections.get(collection) ?? new Map<string, object>()
      collections.set(collection, rows)
      for (const document of documents) rows.set(document._id, document)
    },
  }
  const sizes = (): Record<string, number> =>
    Object.fromEntries([...collections].map(([name, rows]) => [name, rows.size]))
  return { target, sizes, live: () => void (dieAfter = Infinity) }
}

const FULL = { campuses: 3, gates: 8, units: 25, accounts: 62, bindings: 53, staff: 1200, settings: 1 }

describe('seeding', () => {
  it('writes everything once', async () => {
    const { target, sizes } = memory()
    expect(await seedDemo(target, campus)).toBe(true)
    expect(sizes()).toEqual(FULL)
    expect(await seedDemo(target, campus)).toBe(false)
  })

  it('is done again after it was interrupted anywhere', async () => {
    for (const dieAfter of [0, 1, 3, 4, 5]) {
      const { target, sizes, live } = memory(dieAfter)
      await expect(seedDemo(target, campus)).rejects.toThrow('killed')
      live()
      expect(await seedDemo(target, campus)).toBe(true)
      expect(sizes()).toEqual(FULL)
    }
  })
})

describe('documents', () => {
  it('hold no phone number in clear, but open and are found with the keys', () => {
    const { staff } = demoDocuments(campus)
    expect(JSON.stringify(staff)).not.toMatch(/199\d{8}/)
    staff.forEach((row, index) => {
      const mobile = campus.staff[index]?.mobile as string
      expect(row.phoneHash).toBe(lookupHash('phone', mobile))
      expect(unseal(row.phone, { collection: 'staff', record: row._id, field: 'phone' })).toBe(mobile)
    })
  })

  it('let every account decide or guard from the start', () => {
    for (const account of demoDocuments(campus).accounts) {
      expect(account).toMatchObject({ _id: `${account.role}:${account.openid}`, active: true })
    }
  })

  it('name the templates that the notices are sent with', () => {
    const [rules] = demoDocuments(campus).settings
    for (const id of Object.values(rules?.templates ?? {})) expect(id).toMatch(/^[\w-]{43}$/)
    expect(Object.keys(rules?.templates ?? {})).toEqual(['newBooking', 'decision', 'auditHead'])
  })
})
