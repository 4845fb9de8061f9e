import { execFile } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Action, Input, Output, Reply } from '../../contract'
import { pagesOf } from '../../local/records'
import { nextKeys } from '../../scripts/deploy/rotate'
import { COLLECTIONS } from './backed-up'
import { openCampus, type Campus } from './campus'
import { startInstance, type Instance } from './instance-process'
import { approversOf, formFor, guardOf, HOLDER_KEY, identityOf } from './visitors'

/**
 * Lookup and data keys exchanged while people book: at each step instances of two stages serve the same people at the same
 * time, and of two who book for one number at once, one in each, exactly one may win.
 */
let campus: Campus
let instances: Instance[] = []
let keys: Record<string, string>
let numbers = 100
const shortCodes: { code: string; number: number }[] = []
const live: number[] = []

beforeAll(async () => {
  campus = await openCampus()
  keys = Object.fromEntries(
    ['CAMPUS_LOOKUP_KEY', 'CAMPUS_DATA_KEYS'].map((name) => [name, process.env[name] ?? '']),
  )
  instances = [await startInstance(keys), await startInstance(keys)]
})
afterAll(async () => {
  await Promise.all(instances.map((each) => each.stop()))
  await campus.close()
})

const ask = <A extends Action>(at: Instance, openid: string, action: A, input: Input<A>): Promise<Reply<A>> =>
  at.ask(openid, action, input, randomUUID())
async function get<A extends Action>(
  at: Instance,
  openid: string,
  action: A,
  input: Input<A>,
): Promise<Output<A>> {
  const reply = await ask(at, openid, action, input)
  if (!reply.ok) throw new Error(`${action}: ${JSON.stringify(reply)}`)
  return reply.data
}
const submit = async (at: Instance, number: number, rival = ''): Promise<string> => {
  const reply = await ask(at, `visitor-${number}${rival}`, 'visit.submit', { form: formFor(campus, number) })
  return reply.ok ? 'ok' : reply.code
}

/** What people do where instances of two stages stand side by side. */
async function serveBoth(one: Instance, other: Instance): Promise<void> {
  for (let round = 0; round < 6; round++) {
    const raced = ++numbers
    const outcomes = await Promise.all([submit(one, raced, '-a'), submit(other, raced, '-b')])
    expect(
      outcomes.filter((outcome) => outcome === 'ok'),
      String(outcomes),
    ).toHaveLength(1)
    live.push(raced)
  }
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    const number = ++numbers
    const openid = `visitor-${number}`
    const { visitId } = await get(first, openid, 'visit.submit', { form: formFor(campus, number) })
    expect(await submit(second, number, '-rival')).toBe('DUPLICATE')
    await get(second, openid, 'visit.cancel', { visitId })
    expect(await submit(first, number, '-again')).toBe('ok')
    live.push(number)

    const approved = ++numbers
    const booked = await get(second, `visitor-${approved}`, 'visit.submit', {
      form: formFor(campus, approved),
    })
    const approver = approversOf(campus, 'computing')[0] ?? ''
    await get(first, approver, 'approval.approve', booked)
    const pass = await get(second, `visitor-${approved}`, 'pass.issue', {
      ...{ visitId: booked.visitId, holderKey: HOLDER_KEY },
    })
    shortCodes.push({ code: pass.shortCode, number: approved })
    live.push(approved)
  }
}

/** New instances beside the old ones, which then go. */
async function roll(next: Record<string, string>): Promise<void> {
  const old = instances
  const fresh = [await startInstance(next), await startInstance(next)]
  instances = [...old, ...fresh]
  await Promise.all([
    serveBoth(old[0] as Instance, fresh[0] as Instance),
    serveBoth(fresh[1] as Instance, old[1] as Instance),
  ])
  instances = fresh
  await Promise.all(old.map((each) => each.stop()))
  await fresh[0]?.noteKeys()
  keys = next
}

const run = promisify(execFile)
const rekey = (): Promise<{ stdout: string }> =>
  run(process.execPath, ['--import', 'tsx', 'local/rekey/cli.ts'], {
    env: { ...process.env, ...keys, TCB_ENV: process.env.TCB_ENV ?? 'local' },
  })

const stepOf = (name: string): Record<string, string> => ({
  ...keys,
  [name]: nextKeys(name, keys[name] ?? '', randomBytes(32).toString('base64')).value,
})

/** What still stands under an older key, outside the trail. */
async function leftUnder(pattern: RegExp): Promise<string[]> {
  const left: string[] = []
  for (const collection of COLLECTIONS.filter((name) => name !== 'audit'))
    for await (const page of pagesOf(collection))
      for (const document of page)
        if (pattern.test(JSON.stringify(document))) left.push(`${collection} ${document._id}`)
  return left
}

it('the lookup key: nobody is booked twice, everybody is found, nothing stays under the old one', async () => {
  await serveBoth(instances[0] as Instance, instances[1] as Instance)
  await roll(stepOf('CAMPUS_LOOKUP_KEY'))
  expect(keys.CAMPUS_LOOKUP_KEY).toContain(',read:')
  await roll(stepOf('CAMPUS_LOOKUP_KEY'))
  expect(keys.CAMPUS_LOOKUP_KEY).toContain(',write:')
  const [rewriting] = await Promise.all([
    rekey(),
    serveBoth(instances[0] as Instance, instances[1] as Instance),
  ])
  expect(rewriting.stdout).toContain('visits')
  await roll(stepOf('CAMPUS_LOOKUP_KEY'))
  expect(keys.CAMPUS_LOOKUP_KEY).toMatch(/^[^:]+,[^:]+$/)
  expect((await rekey()).stdout).toContain('calendars')
  expect(await leftUnder(/"[^"]*\b0~/)).toEqual([])

  await serveBoth(instances[0] as Instance, instances[1] as Instance)
  await everybodyIsFound()
}, 400_000)

async function everybodyIsFound(): Promise<void> {
  const at = instances[0] as Instance
  for (const number of live) expect(await submit(at, number, `-late`), String(number)).toBe('DUPLICATE')
  const guard = guardOf(campus, 'yucai-west')
  const gate = { gateId: 'yucai-west', direction: 'in' as const }
  for (const { code, number } of shortCodes) {
    expect(await get(at, guard, 'gate.check', { ...gate, code }), code).toMatchObject({ allowed: true })
    const tail = identityOf(number).document.slice(-6)
    const person = { tail, name: '访客甲' }
    const left = await get(at, guard, 'gate.check', { ...gate, direction: 'out', person })
    expect(left, tail).toMatchObject({ allowed: true })
  }
  expect(await at.checkCalendars()).toBe(0)
}

it('a data key: what was sealed opens at every step, and is sealed by the new one in the end', async () => {
  const first = keys.CAMPUS_DATA_KEYS ?? ''
  await roll(stepOf('CAMPUS_DATA_KEYS'))
  await roll(stepOf('CAMPUS_DATA_KEYS'))
  await rekey()
  await roll(stepOf('CAMPUS_DATA_KEYS'))
  expect(keys.CAMPUS_DATA_KEYS).not.toContain(first)
  expect(await leftUnder(/"d?1\.[A-Za-z0-9_-]{38,}"/)).toEqual([])
  const at = instances[0] as Instance
  const number = live[0] as number
  const { rows } = await get(at, `visitor-${number}-a`, 'visit.list', { list: 'pending', cursor: null })
  const mine =
    rows[0] ?? (await get(at, `visitor-${number}-b`, 'visit.list', { list: 'pending', cursor: null })).rows[0]
  const owner = rows.length > 0 ? `visitor-${number}-a` : `visitor-${number}-b`
  const own = await get(at, owner, 'visit.get', { visitId: mine?.id ?? '' })
  expect(own.form).toMatchObject({ document: identityOf(number).document, phone: identityOf(number).phone })
}, 400_000)
