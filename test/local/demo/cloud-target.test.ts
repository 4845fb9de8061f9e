import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { beginInstance } from '../../../cloudfunctions/platform/instance-state'
import indexes from '../../../cloudfunctions/indexes.json'
import type { Action, Input, Output } from '../../../contract'
import { handle } from '../../../cloudfunctions/api/handle'
import { loadUnit } from '../../../cloudfunctions/stores/campus'
import { loadStaff } from '../../../cloudfunctions/stores/staff'
import { openLocalCloud, type Indexes, type LocalCloud } from '../../../local/cloud'
import { cast, cloudTarget, demoCampus, demoDocuments, demoTemplates, seedDemo } from '../../../local/demo'
import { approversOf } from '../../../cloudfunctions/usecases/account/approvers-of'

/** The demo campus through the unmodified SDK, read back by the functions' own code. */
const dir = mkdtempSync(join(tmpdir(), 'demo-campus-'))
const campus = demoCampus({ staff: 600 })
let cloud: LocalCloud

beforeAll(async () => {
  cloud = await openLocalCloud({
    dir: join(dir, 'cloud'),
    functionsDir: mkdtempSync(join(dir, 'functions-')),
    indexes: indexes as unknown as Indexes,
    environment: {},
  })
  Object.assign(process.env, cloud.sdkEnvironment(await cloud.listen()), {
    CAMPUS_DATA_KEYS: `t:${Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')}`,
    CAMPUS_LOOKUP_KEY: Buffer.from(Array.from({ length: 32 }, (_, index) => 99 - index)).toString('base64'),
  })
  beginInstance()
  const target = cloudTarget()
  // A start that was interrupted: some of the documents are there already.
  await target.insert('units', demoDocuments(campus).units.slice(0, 7))
  await target.insert('staff', demoDocuments(campus).staff.slice(0, 30))
  expect(await seedDemo(target, campus)).toBe(true)
  expect(await seedDemo(target, campus)).toBe(false)
})

afterAll(async () => {
  await cloud.close()
  rmSync(dir, { recursive: true, force: true })
})

/** What the api function answers to a person of the campus. */
async function ask<A extends Action>(openid: string, action: A, input: Input<A>): Promise<Output<A>> {
  const reply = await handle({ action, input }, openid, Date.now(), 'trace')
  if (!reply.ok) throw new Error(reply.code)
  return reply.data as Output<A>
}
const VISITOR = cast[0]?.openid ?? ''

describe('the api function finds', () => {
  it('the first and the last of the directory, in their units', async () => {
    for (const { id, name, unitId } of [campus.staff[0], campus.staff[599]].filter(
      (each) => each !== undefined,
    )) {
      expect(await loadStaff(id)).toMatchObject({ name, unitId, active: true })
      expect(await loadUnit(unitId)).toMatchObject({ _id: unitId })
    }
    expect(await loadStaff('s00601')).toBeNull()
  })

  test.each(['覃海', 'qinhai', 'qhy', 'tan'])('the host of the cast by %s', async (text) => {
    const { rows } = await ask(VISITOR, 'host.search', { text })
    expect(rows).toContainEqual({ hostId: 's00004', name: '覃海燕', unitName: '计算机学院' })
  })

  it('four people called 李伟 in four units', async () => {
    const { rows } = await ask(VISITOR, 'host.search', { text: '李伟' })
    expect(new Set(rows.map(({ unitName }) => unitName)).size).toBeGreaterThanOrEqual(4)
  })

  it('every role of the cast by its openid', async () => {
    for (const { openid, name, unitId, unbound, approverOf, gateIds, campusIds, office } of cast) {
      const me = await ask(openid, 'me', {})
      expect(me.staffName).toBe(unitId === undefined || unbound ? null : name)
      expect(me.desk?.campuses.map(({ id }) => id)).toEqual(campusIds)
      expect(me.office).toEqual(office ? { waiting: 0 } : null)
      expect(me.approver?.units.map(({ id }) => id)).toEqual(approverOf)
      expect(me.guard?.gates.map(({ id }) => id)).toEqual(gateIds)
      expect(me.templates).toMatchObject({
        newBooking: demoTemplates.newBooking.id,
        decision: demoTemplates.decision.id,
      })
    }
  })

  it('two approvers for every unit', async () => {
    for (const unit of campus.units) expect(await approversOf(unit._id, '2030-01-01')).toHaveLength(2)
  })

  it('the gates in their order, and the shipped rules', async () => {
    const options = await ask(VISITOR, 'visit.options', {})
    expect(options.gates.map(({ name }) => name)).toEqual(campus.gates.map(({ name }) => name))
    expect(options).toMatchObject({ maxDays: 15, tariff: { freeMinutes: 30 } })
    expect(options.contacts.map(({ phone }) => phone)).toEqual(['5822110', '3699110'])
  })
})

it('leaves no phone number in clear in the files of the cloud', () => {
  const files = readdirSync(join(dir, 'cloud')).filter((name) => name.startsWith('cloud.sqlite'))
  expect(files.length).toBeGreaterThan(0)
  for (const name of files) {
    const bytes = readFileSync(join(dir, 'cloud', name)).toString('latin1')
    for (const { mobile } of cast) expect(bytes.includes(mobile)).toBe(false)
    expect(/199000\d{5}/.test(bytes)).toBe(false)
  }
})
