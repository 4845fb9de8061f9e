import { spawn } from 'node:child_process'
import os from 'node:os'
import { root } from '../paths.mjs'

/**
 * Runs a program to its end in the repository's root, showing what it prints and passing signals on to it. One that was
 * passed on ends this process too once the program has ended: whatever it would run next.
 * @param {string} program @param {string[]} args
 * @param {{ env?: Record<string, string>, onText?: (text: string) => void, onErrorText?: (text: string) => void }} [options]
 *   `env`: added to the environment; `onText`, `onErrorText`: get what it prints, and what it complains of, instead of the
 *   terminal
 * @returns {Promise<number>} its exit code; 128 + signal when one ended it, as shells count
 */
export function runToEnd(program, args, { env = {}, onText, onErrorText } = {}) {
  return new Promise((resolve, reject) => {
    const [stdout, stderr] = [onText, onErrorText].map((listener) => (listener ? 'pipe' : 'inherit'))
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['inherit', stdout, stderr],
      env: { ...process.env, ...env },
    })
    if (onText !== undefined) child.stdout?.setEncoding('utf8').on('data', onText)
    if (onErrorText !== undefined) child.stderr?.setEncoding('utf8').on('data', onErrorText)
    let stopped = false
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      stopped = true
      // Ctrl-C in a terminal reaches the child by itself; twice would mean "now, at once" to it
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    const signals = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
    for (const signal of signals) process.on(signal, forward)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const each of signals) process.off(each, forward)
      const status = code ?? 128 + (signal ? os.constants.signals[signal] : 0)
      if (stopped) process.exit(status)
      resolve(status)
    })
  })
}
