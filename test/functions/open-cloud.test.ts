import { randomBytes } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { listStaff } from '../../cloudfunctions/stores/staff'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import { tick } from '../../cloudfunctions/timer/jobs'
import { NOW } from '../domain/builders'
import { openCloud } from '../../local/open-cloud'
import { openEmptyCloud } from './backed-up'
import { openCampus, type Campus } from './campus'

/** Which cloud an operator's command works on, and that its shell's keys are that cloud's. */
let campus: Campus
let shell: NodeJS.ProcessEnv
const said: string[] = []
const open = () => openCloud((line) => said.push(line))

beforeAll(async () => {
  campus = await openCampus()
  await tick(NOW, () => NOW)
  shell = { ...process.env }
})
afterEach(() => set(shell))
afterAll(() => campus.close())

function set(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name]
  Object.assign(process.env, variables)
  said.length = 0
  beginInstance()
}

const without = (...names: string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(shell).filter(([name]) => !names.includes(name)))

it('is the environment that the shell names by TCB_ENV alone, in every request', async () => {
  const asked: unknown[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      asked.push((JSON.parse(String(Buffer.concat(chunks))) as { envName: unknown }).envName)
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ data: { list: [] }, requestId: 'r' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const URL = `http://127.0.0.1:${port}/admin`
  set({ ...without('SCF_NAMESPACE'), TCB_ENV: 'campus-1a2b', TCB_CONTEXT_CNFG: JSON.stringify({ URL }) })
  try {
    // It answers that nothing stands there: no timer has run.
    await expect(open()).rejects.toThrow('has not yet noted which keys its functions have')
    await listStaff('', 1)
    expect(asked.length).toBeGreaterThan(1)
    expect(new Set(asked)).toEqual(new Set(['campus-1a2b']))
  } finally {
    server.close()
  }
})

const key = randomBytes(32).toString('base64')

describe('a shell that is set up for an environment by half is refused, and told what it lacks', () => {
  const cases: [string, () => NodeJS.ProcessEnv, RegExp][] = [
    ['keys and no environment', () => without('TCB_ENV'), /names no environment: export TCB_ENV=<id>/],
    ['an empty name', () => ({ ...shell, TCB_ENV: '' }), /names no environment/],
    [
      'the key that deploys and no environment',
      () => ({
        ...without('TCB_ENV', 'CAMPUS_DATA_KEYS', 'CAMPUS_LOOKUP_KEY', 'CAMPUS_PASS_KEYS'),
      }),
      /this shell has TENCENTCLOUD_SECRETID and names no environment/,
    ],
    ['no key that deploys', () => without('TENCENTCLOUD_SECRETKEY'), /set TENCENTCLOUD_SECRETID and/],
    ['no lookup key', () => without('CAMPUS_LOOKUP_KEY'), /CAMPUS_LOOKUP_KEY is not set/],
    [
      'a data key of another environment',
      () => ({ ...shell, CAMPUS_DATA_KEYS: `1:${key}` }),
      /CAMPUS_DATA_KEYS of this shell isn't the one of this environment/,
    ],
    [
      'a lookup key of another environment',
      () => ({ ...shell, CAMPUS_LOOKUP_KEY: key }),
      /CAMPUS_LOOKUP_KEY of this shell isn't the one of this environment/,
    ],
    [
      'pass keys of another environment',
      () => ({ ...shell, CAMPUS_PASS_KEYS: `1:${key}` }),
      /CAMPUS_PASS_KEYS of this shell isn't the one of this environment/,
    ],
    [
      'a new data key that the functions don’t have yet, and seals',
      () => ({ ...shell, CAMPUS_DATA_KEYS: `2:${key},${shell.CAMPUS_DATA_KEYS ?? ''}` }),
      /CAMPUS_DATA_KEYS of this shell/,
    ],
  ]
  test.each(cases)('%s', async (_, variables, refusal) => {
    set(variables())
    await expect(open()).rejects.toThrow(refusal)
    expect(said).toEqual([])
  })

  it('and the right one is let in', async () => {
    set({ ...shell })
    await open()
    expect(said).toEqual([`  CloudBase: ${shell.TCB_ENV ?? ''}`])
  })

  it('also where nothing stands yet but what the first tick leaves', async () => {
    const empty = await openEmptyCloud()
    try {
      await tick(NOW, () => NOW)
      const there = { ...process.env }
      set({ ...there, CAMPUS_DATA_KEYS: `1:${key}`, CAMPUS_LOOKUP_KEY: key, CAMPUS_PASS_KEYS: `1:${key}` })
      await expect(open()).rejects.toThrow(
        'CAMPUS_DATA_KEYS, CAMPUS_LOOKUP_KEY, CAMPUS_PASS_KEYS of this shell',
      )
      set(there)
      await open()
    } finally {
      await empty.close()
    }
  })

  it('also in the middle of an exchange of the data key, one step ahead or behind', async () => {
    const old = shell.CAMPUS_DATA_KEYS ?? ''
    const steps = [old, `${old},2:${key}`, `2:${key},${old}`, `2:${key}`]
    for (const [stage, functions] of steps.entries()) {
      set({ ...shell, CAMPUS_DATA_KEYS: functions })
      await tick(NOW, () => NOW)
      for (const [other, own] of steps.entries()) {
        set({ ...shell, CAMPUS_DATA_KEYS: own })
        const isNear = Math.abs(stage - other) <= 1
        expect(
          await open().then(
            () => true,
            () => false,
          ),
          `${stage} and ${other}`,
        ).toBe(isNear)
      }
    }
    set(shell)
    await tick(NOW, () => NOW)
  })

  it('also in the middle of an exchange of the lookup key', async () => {
    for (const stage of ['read:', 'write:', '']) {
      set({ ...shell, CAMPUS_LOOKUP_KEY: `${shell.CAMPUS_LOOKUP_KEY ?? ''},${stage}${key}` })
      await open()
    }
  })
})
