import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startOnCampus } from '../demo-campus'

/** Commands as people run them, in processes of their own, on what `npm start` left behind. */
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-commands-'))
const used = path.join(dir, 'used')
const backup = path.join(dir, 'backup')
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

beforeAll(async () => {
  // Registering the lanes' devices leaves rows on the trail.
  const started = await startOnCampus(used, { lanes: true })
  await started.cloud.fireTimer('tick')
  await started.close()
})

async function run(data: string, file: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const command = ['--import', 'tsx', file, ...args]
  const env = { ...process.env, CAMPUS_DATA: data }
  try {
    const { stdout } = await promisify(execFile)(process.execPath, command, { env })
    return { code: 0, text: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, text: stdout + stderr }
  }
}
const verify = (data: string, ...args: string[]) => run(data, 'local/campus/audit-verify.ts', ...args)

/** The code of the chain's head, as the command prints it. */
let head: string
it('audit:verify finds a trail sound, and a head that was noted down on it', async () => {
  const { code, text } = await verify(used)
  expect([code, text]).toEqual([0, expect.stringMatching(/审计记录完整：\d+条，校验码 \d+-\S+\n/)])
  head = /校验码 (\S+)/.exec(text)?.[1] ?? ''
  expect(await verify(used, '--head', head)).toMatchObject({ code: 0 })
  const other = `${head.slice(0, -1)}${head.endsWith('A') ? 'B' : 'A'}`
  const refused = await verify(used, '--head', other)
  expect([refused.code, refused.text]).toEqual([
    1,
    expect.stringContaining(`抄录的校验码 ${other} 与库中的对不上`),
  ])
})

it('an empty table doesn’t take the place of a file that is there', async () => {
  const file = path.join(dir, 'staff.csv')
  expect(await run(used, 'local/campus/cli.ts', 'template', 'staff', file)).toMatchObject({ code: 0 })
  expect(fs.readFileSync(file, 'utf8')).toContain('工号')
  fs.writeFileSync(file, 'filled in')
  const { code, text } = await run(used, 'local/campus/cli.ts', 'template', 'staff', file)
  expect([code, text]).toEqual([1, expect.stringContaining(`${file} 已经存在`)])
  expect(fs.readFileSync(file, 'utf8')).toBe('filled in')
})

it('backup and restore bring it into an empty environment, heads and all', async () => {
  expect(await run(used, 'local/backup/cli.ts', 'backup', backup)).toMatchObject({ code: 0 })
  const restored = path.join(dir, 'restored')
  const foreign = await run(restored, 'local/backup/cli.ts', 'restore', backup)
  expect([foreign.code, foreign.text]).toEqual([1, expect.stringContaining('made with other keys')])
  fs.copyFileSync(path.join(used, 'keys.json'), path.join(restored, 'keys.json'))
  expect(await run(restored, 'local/backup/cli.ts', 'restore', backup)).toMatchObject({ code: 0 })
  const { code, text } = await verify(restored)
  expect([code, text]).toEqual([0, expect.stringContaining(head)])
})

it('rekey does nothing where no key is being exchanged, and seals anew where one is', async () => {
  const rekey = () => run(used, 'local/rekey/cli.ts')
  expect(await rekey()).toMatchObject({ code: 1, text: expect.stringContaining('--rotate') as string })

  const file = path.join(used, 'keys.json')
  const keys = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>
  const second = randomBytes(32).toString('base64')
  fs.writeFileSync(
    file,
    JSON.stringify({ ...keys, CAMPUS_DATA_KEYS: `2:${second},${keys.CAMPUS_DATA_KEYS ?? ''}` }),
  )
  for (const sealed of [true, false]) {
    const { code, text } = await rekey()
    expect([code, text]).toEqual([0, expect.stringContaining('nothing stands under an older key')])
    expect(/staff: \d+ rewritten/.test(text)).toBe(sealed)
  }
})
