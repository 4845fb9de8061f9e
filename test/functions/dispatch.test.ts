import type * as Callers from '../../cloudfunctions/dispatch/callers'
import type * as Dispatch from '../../cloudfunctions/dispatch/dispatch'
import type * as UnitOfWork from '../../cloudfunctions/platform/unit-of-work'
import * as z from 'zod'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Device } from '../../cloudfunctions/stores/devices'
import type { DeviceCaller } from '../../cloudfunctions/usecases/caller'
import { DomainError } from '../../miniprogram/domain/errors'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'

/** A call whose use case forgets to ask whose records it touches is a fault of ours: it isn't answered, nor done. */
let campus: Campus
let dispatch: typeof Dispatch.dispatch
let deviceCaller: typeof Callers.deviceCaller
let change: typeof UnitOfWork.change

beforeAll(async () => {
  campus = await openCampus()
  ;({ dispatch } = await import('../../cloudfunctions/dispatch/dispatch'))
  ;({ deviceCaller } = await import('../../cloudfunctions/dispatch/callers'))
  ;({ change } = await import('../../cloudfunctions/platform/unit-of-work'))
})
afterAll(() => campus.close())

const device = { _id: 'device-of-nobody', gateId: 'yucai-west' } as Device
const call = (run: (caller: DeviceCaller) => Promise<unknown>, requestId = '') =>
  dispatch({ action: 'test', input: z.object({}), output: z.unknown(), run }, {}, (content) =>
    deviceCaller({ device, clockOffset: null }, 'ownGate', { action: 'test', requestId, content }, NOW),
  )

it('one that only reads', async () => {
  await expect(call(() => Promise.resolve({ secret: true }))).rejects.toThrow(
    'the scope ownGate was never asked',
  )
})

it('one that changes something, before anything is written', async () => {
  const write = call(
    (caller) => change(caller, ({ tx }) => tx.write('progress', { _id: 'never' }).then(() => ({}))),
    'never-asked-0000-0000',
  )
  await expect(write).rejects.toThrow('the scope ownGate was never asked')
  expect(await campus.stored('progress', 'never')).toBeNull()
})

it('one that asks for another scope than its own', async () => {
  await expect(call((caller) => caller.scope.campuses())).rejects.toThrow('can’t be asked for ownCampus')
})

it('one that asked is answered', async () => {
  expect(await call((caller) => Promise.resolve(caller.scope.gates()))).toEqual(['yucai-west'])
})

it('more than twenty writes are a fault of ours, and none of them is done', async () => {
  const many = call((caller) => {
    caller.scope.gates()
    return change(caller, async ({ tx }) => {
      for (let index = 0; index < 20; index++) await tx.write('progress', { _id: `many-${index}` })
      return {}
    })
  }, 'too-many-writes-0000')
  await expect(many).rejects.toThrow('test writes 22 documents')
  expect(await campus.stored('progress', 'many-0')).toBeNull()
})

it.each(['NOT_ALLOWED', 'BUSY'] as const)(
  'done before and %s now: a refusal doesn’t hide what was answered, being busy says to ask again',
  async (code) => {
    const requestId = `answered-before-${code.toLowerCase()}`
    const key = { kind: 'device', id: device._id, requestId, now: NOW } as const
    const answered = (run: (caller: DeviceCaller) => Promise<unknown>) =>
      dispatch(
        { action: 'test', input: z.object({}), output: z.object({ name: z.string() }), run },
        {},
        (content) =>
          deviceCaller({ device, clockOffset: null }, 'ownGate', { action: 'test', requestId, content }, NOW),
        key,
      )
    await answered((caller) => {
      caller.scope.gates()
      return change(caller, ({ tx }) =>
        tx.write('progress', { _id: requestId }).then(() => ({ name: '林**' })),
      )
    })
    const again = answered(() => Promise.reject(new DomainError(code)))
    await (code === 'BUSY'
      ? expect(again).rejects.toMatchObject({ code })
      : expect(again).resolves.toEqual({ name: '林**' }))
  },
)
