import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

const RUN_TWO = `
  import { runToEnd } from './scripts/setup/processes.mjs'
  console.log('first', await runToEnd(process.execPath, ['-e', 'console.log("up"); setTimeout(() => {}, FOR_MS)']))
  console.log('second')`

test.each([
  ['one program after the other ends by itself', 0, null, 0, 'second'],
  ['a signal ends the program that runs, and what would follow', 60_000, 'SIGTERM', 143, 'up'],
] as const)('%s', async (_, forMs, signal, status, last) => {
  const args = ['--input-type=module', '-e', RUN_TWO.replace('FOR_MS', String(forMs))]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more
    if (signal !== null && more.includes('up')) child.kill(signal)
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect([code, text.trim().split('\n').pop()]).toEqual([status, last])
})
