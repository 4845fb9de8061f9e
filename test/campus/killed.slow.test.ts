import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'

/** The command as people run it, on a cloud of its own, killed in the midst of its writing. */
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-killed-'))
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

const PEOPLE = 1500
const fileOf = (name: string, rows: readonly (readonly string[])[]): string => {
  const file = path.join(dir, name)
  fs.writeFileSync(file, rows.map((row) => row.join(',')).join('\n'))
  return file
}

/** Runs the command; kills it (SIGKILL) at the first line that `fatal` fits. */
function campus(
  args: readonly string[],
  fatal: RegExp | null = null,
): Promise<{ text: string; end: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'local/campus/cli.ts', ...args], {
      env: { ...process.env, CAMPUS_DATA: dir },
    })
    let text = ''
    const read = (chunk: Buffer): void => {
      text += chunk.toString()
      if (fatal?.test(text) === true) child.kill('SIGKILL')
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ text, end: signal ?? String(code) }))
  })
}

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? Number.NaN)

it('goes on where it was killed, and ends with the whole directory once', async () => {
  const campuses = fileOf('campuses.csv', [
    ['编号', '校区', '有门禁'],
    ['lijiang', '漓江校区', '是'],
  ])
  const units = fileOf('units.csv', [
    ['编号', '单位', '校区', '电话'],
    ['news', '新闻学院', '漓江校区', '0773-5550099'],
  ])
  const staff = fileOf('staff.csv', [
    ['工号', '姓名', '单位', '手机号'],
    ...Array.from({ length: PEOPLE }, (_, index) => [
      `n${index}`,
      '曾绿洲',
      '新闻学院',
      `1991001${String(index).padStart(4, '0')}`,
    ]),
  ])
  for (const file of [campuses, units])
    expect(await campus(['import', file, '--apply'])).toMatchObject({ end: '0' })

  const killed = await campus(['import', staff, '--apply'], /已写入\d+/)
  expect(killed.end).toBe('SIGKILL')
  expect(killed.text).toContain(`新增 ${PEOPLE}`)

  const again = await campus(['import', staff, '--apply'])
  const there = numberIn(again.text, /不变 ?(\d+) ?条/)
  const left = numberIn(again.text, /新增 (\d+)/)
  expect(again.end).toBe('0')
  expect(there).toBeGreaterThanOrEqual(1000)
  expect(left).toBeGreaterThan(0)
  expect(there + left).toBe(PEOPLE)
  expect(numberIn(again.text, /写入 ?(\d+) ?条/)).toBe(left)

  const third = await campus(['import', staff])
  expect(numberIn(third.text, /不变 ?(\d+) ?条/)).toBe(PEOPLE)
  expect(third.text).not.toMatch(/^(?:新增|待确认|有错)/m)
}, 300_000)
