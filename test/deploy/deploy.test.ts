import fs from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CloudManagement } from '../../local/cloud-management/cloud-management'
import { check, showPlan } from '../../scripts/deploy/deploy'
import { read } from '../../scripts/paths.mjs'
import {
  ANSWERS,
  deployment,
  environmentFile,
  freshManagement,
  KEYS,
  run,
  served,
  shapeOf,
  shown,
  smallFunctions,
  useStandIn,
} from './deployed'

useStandIn()

const indexes = JSON.parse(read('cloudfunctions/indexes.json')) as Record<string, { name: string }[]>

const faultsOf = (management: CloudManagement) => served(management, () => check(deployment(() => undefined)))

describe('a fresh environment', () => {
  test('gets everything that is declared, closed before it is used', async () => {
    const management = freshManagement()
    const { error, lines } = await run(management)
    expect(error).toBeNull()
    expect([...management.collections.all.keys()].sort()).toEqual(Object.keys(indexes).sort())
    for (const [name, { permission, indexes: there }] of management.collections.all) {
      expect(permission).toBe('ADMINONLY')
      expect(there.map(({ Name }) => Name)).toEqual([
        '_id_',
        ...(indexes[name] ?? []).map((index) => index.name),
      ])
    }
    expect(management.storage).toBe('PRIVATE')
    expect(JSON.parse(management.functionRule ?? '')).toEqual({
      '*': { invoke: 'auth != null' },
      console: { invoke: false },
      gate: { invoke: false },
      timer: { invoke: false },
    })
    expect([...management.functions.all.keys()]).toEqual(['api', 'console', 'gate', 'timer'])
    for (const { runtime, variables } of management.functions.all.values()) {
      expect(runtime).toBe('Nodejs20.19')
      for (const key of KEYS) expect(variables[key]).toBe(shown(lines).get(key))
    }
    for (const route of ['/gate', '/console-api', '/console'])
      expect(management.routes.get(route)).toMatchObject({ EnableAuth: false, EnablePathTransmission: true })
    const calls = management.calls
    expect(calls.indexOf('tcb.ModifyStorageSafeRule')).toBeLessThan(calls.indexOf('tcb.CreateTable'))
    expect(calls.lastIndexOf('tcb.UpdateTable')).toBeLessThan(calls.indexOf('scf.CreateFunction'))
  })

  test('is changed by a second run in nothing, and nothing is shown again', async () => {
    const management = freshManagement()
    await run(management)
    const before = shapeOf(management)
    const from = management.calls.length
    const { changed, lines } = await run(management)
    expect(changed).toBe(0)
    expect(shown(lines).size).toBe(0)
    expect(shapeOf(management)).toEqual(before)
    const again = management.calls.slice(from)
    expect(again.filter((call) => !/\.(?:Describe|List|Get)/.test(call))).toEqual([])
  })

  test('is only read by a plan, which shows no secret', async () => {
    const management = freshManagement()
    const lines: string[] = []
    const count = await served(management, () => showPlan(deployment((line) => lines.push(line))))
    expect(count).toBeGreaterThan(60)
    expect(shown(lines).size).toBe(0)
    expect(lines).toContain('  CAMPUS_LOOKUP_KEY: make and print once')
    expect(lines).not.toContain('  nothing to change')
    expect(management.calls.filter((call) => !/\.(?:Describe|List|Get)/.test(call))).toEqual([])
  })

  test('is planned as it is then changed, the Mini Program’s way to it with it', async () => {
    const management = freshManagement()
    const options = { environmentFile: environmentFile(), channel: 'trial' as const }
    const planned = async (more: Partial<Parameters<typeof deployment>[1]> = {}) => {
      const lines: string[] = []
      await served(management, () =>
        showPlan(deployment((line) => lines.push(line), { ...options, ...more })),
      )
      return lines
    }
    const leads = '  miniprogram/config/environment.ts: trial → campus-visitor-test'
    const isStep = (line: string) => /^ {2}(?!CAMPUS_|setup code|What|Made)\S/.test(line)
    const before = await planned()
    expect(before).toContain(leads)
    const { lines } = await run(management, options)
    const done = lines.filter((line) => line !== '' && isStep(line))
    expect(before.filter(isStep)).toEqual(done)
    expect(fs.readFileSync(options.environmentFile, 'utf8')).toContain(`  trial: 'campus-visitor-test',`)
    expect(await planned()).toEqual(['  nothing to change'])

    // The file alone: on the computer of a colleague.
    expect(await planned({ environmentFile: environmentFile() })).toEqual([leads])
    for (const changed of [{ newSetupCode: true }, { rotate: { keys: 'lookup', rewritten: false } }])
      expect(await planned(changed)).not.toContain('  nothing to change')
  })

  test('is whole but for its addresses without a domain of HTTP access, which the next run adds', async () => {
    const management = freshManagement()
    const { domains } = management
    const options = { environmentFile: environmentFile() }
    management.domains = []
    const first = await run(management, options)
    expect(first.error).toBeNull()
    expect(first.lines.join('\n')).toMatch(/✗ HTTP access has no domain: open it in the console/)
    expect(fs.readFileSync(options.environmentFile, 'utf8')).toContain(`  develop: 'campus-visitor-test',`)
    expect([...management.functions.all.keys()]).toEqual(['api', 'console', 'gate', 'timer'])
    expect(await run(management, options)).toMatchObject({ error: null, changed: 0 })
    expect(await faultsOf(management)).toEqual([expect.stringMatching(/^HTTP access has no domain/)])

    management.domains = domains
    expect(await run(management, options)).toMatchObject({ error: null, changed: 3 })
    expect([...management.routes.keys()]).toEqual(['/console-api', '/console', '/gate'])
    expect(await faultsOf(management)).toEqual([])
  })

  test('has its addresses on an own domain, also where that is bound later', async () => {
    const management = freshManagement()
    await run(management)
    management.domains.push({ name: 'visit.example.edu.cn', isDefault: false })
    expect([...management.routes.keys()]).toEqual([])
    expect(await run(management)).toMatchObject({ error: null, changed: 3 })
    expect([...management.routes.keys()]).toEqual(['/console-api', '/console', '/gate'])
    expect((await run(management)).changed).toBe(0)
  })
})

describe('an environment half made by hand', () => {
  const byHand = async (): Promise<CloudManagement> => {
    const management = freshManagement()
    await run(management)
    const { collections, functions } = management
    const visits = collections.all.get('visits')
    if (visits) visits.permission = 'ADMINWRITE'
    const gates = collections.all.get('gates')
    const index = gates?.indexes.find(({ Name }) => Name === 'by_order')
    if (index) index.Keys = [{ Name: 'order', Direction: '1' }]
    collections.all.delete('outbox')
    collections.create({
      ...{ EnvId: '', TableName: 'notes', MongoConnector: { DatabaseName: '', InstanceId: 'flexdb' } },
    })
    const api = functions.all.get('api')
    Object.assign(api ?? {}, { timeoutSeconds: 3, variables: { ...api?.variables, OWN: 'stays' } })
    const timer = functions.all.get('timer')
    Object.assign(timer ?? {}, { triggers: { byHand: '0 0 1 * * * *' } })
    functions.all.delete('gate')
    const route = management.routes.get('/gate')
    if (route) route.EnableAuth = true
    return management
  }

  test('is mended, keeps its keys and what others put there', async () => {
    const whole = freshManagement()
    await run(whole)
    const management = await byHand()
    const keys = { ...management.functions.all.get('timer')?.variables }
    const { error, lines } = await run(management)
    expect(error).toBeNull()
    expect(shown(lines).size).toBe(0)
    expect(lines).toContain('  stays, not ours: collection notes')
    expect(management.functions.all.get('api')?.variables.OWN).toBe('stays')
    expect(management.functions.all.get('gate')?.variables).toEqual(keys)
    expect(management.functions.all.get('timer')?.triggers).toEqual(
      whole.functions.all.get('timer')?.triggers,
    )
    expect(management.functions.all.get('api')?.timeoutSeconds).toBe(
      whole.functions.all.get('api')?.timeoutSeconds,
    )
    expect(management.collections.all.get('gates')).toEqual(whole.collections.all.get('gates'))
    expect((await run(management)).changed).toBe(0)
  })

  test('is refused where no step can be right', async () => {
    const different = freshManagement()
    await run(different)
    const other = Buffer.alloc(32, 'x').toString('base64')
    Object.assign(different.functions.all.get('gate')?.variables ?? {}, { CAMPUS_LOOKUP_KEY: other })
    expect(String((await run(different)).error)).toMatch(
      /api, console, gate, timer hold different CAMPUS_LOOKUP_KEY/,
    )

    const lost = freshManagement()
    await run(lost)
    lost.functions.all.clear()
    Object.assign(lost.collections.all.get('visits') ?? {}, { documents: 1 })
    expect(String((await run(lost)).error)).toMatch(
      /visits hold records, but no function has CAMPUS_DATA_KEYS/,
    )

    const old = freshManagement()
    await run(old)
    Object.assign(old.functions.all.get('api') ?? {}, { runtime: 'Nodejs16.13' })
    const { lines, error } = await run(old)
    expect(error).toBeNull()
    expect(lines.join('\n')).toMatch(/✗ function api runs on Nodejs16\.13/)
  })

  test('goes on where a key was exchanged in one function only; a key is led on one step at a time', async () => {
    const management = freshManagement()
    await run(management)
    const keyOf = (name: string) => management.functions.all.get(name)?.variables.CAMPUS_LOOKUP_KEY ?? ''
    const first = keyOf('gate')
    const next = await run(management, { rotate: { keys: 'lookup', rewritten: false } })
    expect(shown(next.lines).get('CAMPUS_LOOKUP_KEY')).toBe(keyOf('api'))
    expect(keyOf('api').startsWith(`${first},read:`)).toBe(true)

    Object.assign(management.functions.all.get('gate')?.variables ?? {}, { CAMPUS_LOOKUP_KEY: first })
    expect((await run(management)).changed).toBe(1)
    expect(keyOf('gate')).toBe(keyOf('api'))

    await run(management, { rotate: { keys: 'lookup', rewritten: false } })
    expect(keyOf('timer')).toContain(',write:')
    const early = await run(management, { rotate: { keys: 'lookup', rewritten: false } })
    expect(String(early.error)).toMatch(/first `npm run rekey`/)
    await run(management, { rotate: { keys: 'lookup', rewritten: true } })
    expect(keyOf('timer')).toMatch(/^[^:]+,[^:]+$/)

    const dataOf = () => management.functions.all.get('api')?.variables.CAMPUS_DATA_KEYS ?? ''
    const ids = () => dataOf().replace(/:[^,]+/g, '')
    for (const expected of ['1,2', '2,1', '2']) {
      await run(management, { rotate: { keys: 'data', rewritten: true } })
      expect(ids()).toBe(expected)
    }
    expect((await run(management)).changed).toBe(0)
  })

  test('takes the keys of a backup', async () => {
    const first = freshManagement()
    const { lines } = await run(first)
    const kept = Object.fromEntries([...shown(lines)].filter(([name]) => KEYS.includes(name)))
    const restored = freshManagement()
    const again = await run(restored, { shell: kept })
    expect([...shown(again.lines).keys()]).toEqual(['setup code'])
    expect(restored.functions.all.get('timer')?.variables).toMatchObject(kept)
    const contradicted = await run(restored, {
      shell: { CAMPUS_LOOKUP_KEY: Buffer.from('another key of thirty-two bytes!').toString('base64') },
    })
    expect(String(contradicted.error)).toMatch(/isn't the one that the functions have/)
  })
})

test('new code is uploaded, settings stay; a new setup code replaces the old one', async () => {
  const management = freshManagement()
  await run(management)
  const { changed, lines } = await run(management, { built: smallFunctions('exports.main = () => 1') })
  expect(changed).toBe(8)
  expect(lines.join('\n')).toMatch(/function api: upload/)
  expect(String(management.functions.all.get('api')?.files['index.js'])).toBe('exports.main = () => 1')
  const before = management.functions.all.get('api')?.variables.CAMPUS_SETUP_CODE
  const built = smallFunctions('exports.main = () => 1')
  const renewed = await run(management, { built, newSetupCode: true })
  expect(renewed.changed).toBe(1)
  expect([...shown(renewed.lines).keys()]).toEqual(['setup code'])
  expect(management.functions.all.get('api')?.variables.CAMPUS_SETUP_CODE).not.toBe(before)
})

describe('--check', () => {
  test('finds an environment as it was deployed', async () => {
    const management = freshManagement()
    await run(management)
    expect(await faultsOf(management)).toEqual([])
  })

  test.each<[string, (management: CloudManagement) => void, RegExp]>([
    ['public files', (it) => (it.storage = 'READONLY'), /storage: permission READONLY → PRIVATE/],
    [
      'a collection that phones read',
      (it) => it.collections.setPermission('staff', 'READONLY'),
      /collection staff: permission READONLY → ADMINONLY/,
    ],
    [
      'functions that everybody calls',
      (it) => (it.functionRule = '{"*":{"invoke":true}}'),
      /functions: rule \{/,
    ],
    ['no rule', (it) => (it.functionRule = null), /functions: rule \{/],
    ['no timer', (it) => Object.assign(it.functions.all.get('timer') ?? {}, { triggers: {} }), /trigger/],
    [
      'a limit of three seconds',
      (it) => Object.assign(it.functions.all.get('api') ?? {}, { timeoutSeconds: 3 }),
      /function api: time limit 3 → 10 s/,
    ],
  ])('finds %s', async (_, spoil, fault) => {
    const management = freshManagement()
    await run(management)
    spoil(management)
    const faults = await faultsOf(management)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(fault)
  })

  test('finds functions that answer wrongly', async () => {
    const management = freshManagement({
      ...{ api: { ok: true }, console: { statusCode: 404 }, gate: null, timer: { done: 0 } },
    })
    await run(management)
    expect((await faultsOf(management)).map((fault) => fault.slice(0, 15))).toEqual([
      'function api an',
      'function consol',
      'function gate: ',
    ])
  })

  test.each([
    [
      'the account lacks',
      { unread: null, wrong: [{ use: 'newBooking', templateId: 'T1', faults: [] }] },
      /newBooking: the account has no T1 any more/,
    ],
    [
      'can’t be filled any more',
      { unread: null, wrong: [{ use: 'decision', templateId: 'T2', faults: ['note', 'thing5'] }] },
      /decision: note, thing5 of T2 can't be filled/,
    ],
    ['can’t be read', { unread: '-604101', wrong: [] }, /can't be read \(-604101\)/],
  ])('finds a message template that %s', async (_, templates, fault) => {
    const management = freshManagement({ ...ANSWERS, timer: { done: 0, restoring: false, templates } })
    await run(management)
    expect(await faultsOf(management)).toEqual([expect.stringMatching(fault)])
  })

  test('finds a restore that was forgotten halfway', async () => {
    const management = freshManagement({ ...ANSWERS, timer: { done: 0, restoring: true } })
    await run(management)
    expect(await faultsOf(management)).toEqual([expect.stringContaining('npm run restore')])
  })
})
