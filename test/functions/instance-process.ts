import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import type { Action, Input, Reply } from '../../contract'
import { bundled } from '../bundled'
import { NOW } from '../domain/builders'

/** An instance of `api` in a process of its own, with the keys that it was given: as the platform runs several. */
export interface Instance {
  ask<A extends Action>(openid: string, action: A, input: Input<A>, requestId: string): Promise<Reply<A>>
  /** How much the comparison of calendars and bookings mended. */
  checkCalendars(): Promise<number>
  /** Notes which keys it has, as the timer does. */
  noteKeys(): Promise<unknown>
  stop(): Promise<void>
}

type Question = { event: unknown; openid: string } | 'checkCalendars' | 'noteKeys'

export async function startInstance(keys: Record<string, string>): Promise<Instance> {
  const child: ChildProcess = fork(await bundled(path.join(import.meta.dirname, 'instance.ts')), {
    execArgv: [],
    env: { ...process.env, ...keys },
  })
  const waiting = new Map<number, (answer: unknown) => void>()
  let asked = 0
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the instance ended with ${code}`)))
    child.on('message', (message: { id: number; answer: unknown }) => {
      if (message.id === 0) resolve()
      else waiting.get(message.id)?.(message.answer)
    })
  })
  const send = (question: Question): Promise<unknown> =>
    new Promise((resolve) => {
      const id = ++asked
      waiting.set(id, resolve)
      child.send({ id, question, now: NOW })
    })
  return {
    ask: (openid, action, input, requestId) =>
      send({ event: { action, input, requestId }, openid }) as Promise<Reply<typeof action>>,
    checkCalendars: () => send('checkCalendars') as Promise<number>,
    noteKeys: () => send('noteKeys'),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
  }
}
