import { randomBytes } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { listStaff } from '../../cloudfunctions/stores/staff'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import { openCloud } from '../../local/open-cloud'
import { openCampus, type Campus } from './campus'

/** Which cloud an operator's command works on, and that its shell's keys are that cloud's. */
let campus: Campus
let shell: NodeJS.ProcessEnv
const said: string[] = []
const open = () => openCloud((line) => said.push(line))

beforeAll(async () => {
  campus = await openCampus()
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
    await open()
    await listStaff('', 1)
    expect(said).toEqual(['  CloudBase: campus-1a2b'])
    expect(new Set(asked)).toEqual(new Set(['campus-1a2b']))
  } finally {
    server.close()
  }
})

describe('a shell that is set up for an environment by half is refused, and told what it lacks', () => {
  const key = randomBytes(32).toString('base64')
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

  it('also in the middle of an exchange of the lookup key', async () => {
    for (const stage of ['read:', 'write:', '']) {
      set({ ...shell, CAMPUS_LOOKUP_KEY: `${shell.CAMPUS_LOOKUP_KEY ?? ''},${stage}${key}` })
      await open()
    }
  })
})
