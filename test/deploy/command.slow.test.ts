import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { CloudManagement } from '../../local/cloud-management/cloud-management'
import { listen } from '../../local/cloud-management/listen'
import { withEnvironment } from '../../scripts/deploy/environment-file'
import { read, root } from '../../scripts/paths.mjs'
import { scratchFolder } from '../scratch'
import { CREDENTIALS, ENVIRONMENT, freshManagement, smallFunctions } from './deployed'

/** `npm run deploy` as somebody types it: arguments, what is said, how it ends, and the file that it leaves. */
const file = (place: string) => path.join(place, 'miniprogram/config/environment.ts')

/** A copy of what the command reads of the repository, built. */
function repository(): string {
  const place = scratchFolder('deploy-command-')
  const write = (name: string, content: string | Buffer) => {
    fs.mkdirSync(path.dirname(path.join(place, name)), { recursive: true })
    fs.writeFileSync(path.join(place, name), content)
  }
  for (const name of ['cloudfunctions/indexes.json', 'miniprogram/config/environment.ts'])
    write(name, read(name))
  for (const { name, files } of smallFunctions())
    for (const [each, content] of Object.entries(files)) {
      write(`dist/cloudfunctions/${name}/${each}`, content)
      if (each === 'config.json') write(`cloudfunctions/${name}/${each}`, content)
    }
  write('dist/console/index.html', '')
  write('miniprogram/miniprogram_npm/LICENSES.txt', '')
  return place
}

/** Says that what is built there is of what stands there: the command would build it anew. */
async function noteBuilt(place: string): Promise<void> {
  const fresh = JSON.stringify(path.join(root, 'scripts/build/fresh.mjs'))
  await ended(place, ['--input-type=module', '-e', `(await import(${fresh})).noteBuilt()`], {})
}

function ended(
  place: string,
  given: string[],
  variables: NodeJS.ProcessEnv,
): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, ...variables, CAMPUS_ROOT: place }
  const child = spawn(process.execPath, given, { cwd: root, env })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += String(text)))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
}

const KEY = { TENCENTCLOUD_SECRETID: CREDENTIALS.secretId, TENCENTCLOUD_SECRETKEY: CREDENTIALS.secretKey }

/** The command with these arguments, against `management`. */
async function command(
  place: string,
  management: CloudManagement,
  given: string[],
  variables: NodeJS.ProcessEnv = KEY,
): Promise<{ code: number | null; said: string }> {
  const { port, close } = await listen(management)
  try {
    const before = ['--import', 'tsx', '--import', path.join(root, 'test/deploy/redirected.ts')]
    return await ended(place, [...before, 'scripts/deploy.ts', ...given], {
      ...variables,
      STAND_IN_PORT: String(port),
    })
  } finally {
    await close()
  }
}

test('says what is wrong with its arguments, without a word about its own code', async () => {
  const place = repository()
  await noteBuilt(place)
  const before = fs.readFileSync(file(place), 'utf8')
  const management = freshManagement()
  const named = ['--env', ENVIRONMENT]
  const wrong: [string[], NodeJS.ProcessEnv, RegExp][] = [
    [[ENVIRONMENT], KEY, /Unexpected argument 'campus-visitor-test'[^]*npm run deploy -- --env <id>/],
    [['--enviroment', ENVIRONMENT], KEY, /Unknown option '--enviroment'/],
    [[], KEY, /name the environment: npm run deploy -- --env <id>/],
    [[...named, '--channel', 'test'], KEY, /--channel is one of develop, trial, release/],
    [[...named, '--plan', '--check'], KEY, /ask for one/],
    [[...named, '--rotate', 'all'], KEY, /--rotate is one of/],
    [[...named, '--rewritten'], KEY, /say --rotate, too/],
    [named, { TENCENTCLOUD_SECRETID: '', TENCENTCLOUD_SECRETKEY: '' }, /set TENCENTCLOUD_SECRETID/],
    [['--env', 'campus-other'], KEY, /no environment campus-other/],
  ]
  const answers = await Promise.all(
    wrong.map(([given, variables]) => command(place, management, given, variables)),
  )
  for (const [index, { code, said }] of answers.entries()) {
    expect(said).toMatch(wrong[index]?.[2] ?? /^$/)
    expect([code, /\n +at /.test(said)], said).toEqual([1, false])
  }
  expect(management.functions.all.size).toBe(0)
  expect(fs.readFileSync(file(place), 'utf8')).toBe(before)
})

test('plans, deploys, and checks; ends with 1 where something is left to do by hand', async () => {
  const place = repository()
  const management = freshManagement()
  const { domains } = management
  management.domains = []
  const run = async (...given: string[]) => {
    await noteBuilt(place)
    return command(place, management, ['--env', ENVIRONMENT, ...given])
  }

  const planned = await run('--plan', '--channel', 'trial')
  expect(planned.code).toBe(0)
  expect(planned.said).toMatch(/miniprogram\/config\/environment\.ts: trial → campus-visitor-test/)
  expect(management.functions.all.size).toBe(0)

  const withoutDomain = await run('--channel', 'trial')
  expect(withoutDomain.code).toBe(1)
  expect(withoutDomain.said).toMatch(/✗ HTTP access has no domain/)
  expect(fs.readFileSync(file(place), 'utf8')).toBe(
    withEnvironment(read('miniprogram/config/environment.ts'), 'trial', ENVIRONMENT),
  )

  management.domains = domains
  expect((await run()).code).toBe(0)
  const checked = await run('--check')
  expect([checked.code, checked.said]).toEqual([
    ...[0, `${ENVIRONMENT} (check)\n  ✓ as wanted, every function answers\n`],
  ])
  management.storage = 'READONLY'
  const found = await run('--check')
  expect(found.code).toBe(1)
  expect(found.said).toMatch(/✗ storage: permission READONLY → PRIVATE\n {2}1 faults/)
})
