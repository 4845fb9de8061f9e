import { describe, expect, test } from 'vitest'
import type { CloudManagement } from '../../local/cloud-management/cloud-management'
import { check } from '../../scripts/deploy/deploy'
import { deployment, freshManagement, run, served, smallFunctions, useStandIn } from './deployed'

useStandIn()

/** What somebody's hand in the console may have left of an environment: each is seen, and mended by a deployment. */
const faultsOf = (management: CloudManagement) => served(management, () => check(deployment(() => undefined)))
const routeOf = (it: CloudManagement, path: string): Record<string, unknown> => it.routes.get(path) ?? {}
const functionOf = (it: CloudManagement, name: string): object => it.functions.all.get(name) ?? {}

describe('seen by --check, and put right by a deployment', () => {
  test.each<[string, (it: CloudManagement) => unknown, RegExp[]]>([
    [
      'a timer that is switched off',
      (it) => Object.assign(functionOf(it, 'timer'), { switchedOff: ['tick'] }),
      [/function timer: remove trigger tick/, /function timer: trigger tick at/],
    ],
    [
      'a route that is switched off',
      (it) => (routeOf(it, '/gate').Enable = false),
      [/route \/gate: switched on/],
    ],
    [
      'a route for pages of listed domains',
      (it) => (routeOf(it, '/console').EnableSafeDomain = true),
      [/route \/console: open to pages of every domain/],
    ],
    [
      'a route to hosted files',
      (it) =>
        Object.assign(routeOf(it, '/console'), {
          UpstreamResourceType: 'STATIC_STORE',
          UpstreamResourceName: 'staticstore',
        }),
      [/route \/console: STATIC_STORE staticstore → console/],
    ],
    [
      'an index of the same fields, not unique, under a name of its own',
      (it) => {
        const index = it.collections.all.get('audit')?.indexes[1]
        Object.assign(index ?? {}, { Name: 'byHand', Unique: index?.Unique !== true })
      },
      [/index audit\.byHand: drop/, /index audit\.\w+: create/],
    ],
  ])('%s', async (_, spoil, faults) => {
    const management = freshManagement()
    await run(management)
    spoil(management)
    expect(await faultsOf(management)).toEqual(faults.map((fault) => expect.stringMatching(fault) as string))
    expect((await run(management)).error).toBeNull()
    expect(await faultsOf(management)).toEqual([])
  })
})

test('an index that does the same under another name is taken for ours', async () => {
  const management = freshManagement()
  await run(management)
  const index = management.collections.all.get('visits')?.indexes[1]
  Object.assign(index ?? {}, { Name: 'byHand' })
  const { changed, lines } = await run(management)
  expect([changed, lines]).toEqual([0, ['  nothing to change']])
})

test('routes of others stay and are named', async () => {
  const management = freshManagement()
  await run(management)
  const gate = management.routes.get('/gate')
  if (gate !== undefined) management.routes.set('/all', { ...gate, Path: '/all' })
  const { changed, lines } = await run(management)
  expect([changed, lines]).toEqual([0, ['  stays, not ours: route /all → gate', '  nothing to change']])
})

test('a function whose upload came to nothing gets its code by the next run', async () => {
  const management = freshManagement()
  await run(management)
  Object.assign(functionOf(management, 'gate'), { status: 'UpdateFailed', files: {}, description: '' })
  const { error, changed } = await run(management)
  expect([error, changed]).toEqual([null, 2])
  expect(management.functions.all.get('gate')?.status).not.toBe('UpdateFailed')
  expect((await run(management)).changed).toBe(0)
})

test('one that was never made is named with what to do, and nothing is done to it', async () => {
  const management = freshManagement()
  await run(management)
  Object.assign(functionOf(management, 'gate'), { status: 'CreateFailed' })
  const { error, lines } = await run(management, { built: smallFunctions('exports.main = () => 2') })
  expect(error).toBeNull()
  expect(lines.join('\n')).toMatch(/✗ function gate wasn't made \(CreateFailed\): delete it in the console/)
  expect(await faultsOf(management)).toContainEqual(expect.stringMatching(/gate wasn't made/))
})
