import type { Reply } from '../../../contract'
import { recordId } from '../../../cloudfunctions/platform/replies'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { campusBefore } from '../../functions/lives/campus-in-memory'
import { resetMemory, wire } from '../../functions/lives/memory-sdk'
import { APPROVERS, documentOf, formOf, guardAt, NAMES, visitor } from '../../functions/lives/people'
import { Phone } from '../phone'
import { inVirtualTime } from '../virtual-time'
import { World } from '../world'
import type { Operation } from './checker'
import type { Request } from './one-identity'

const GATE = 'yanshan-east'
const HOUR = 3_600_000
/** Requests of each of those who act at the same time: more give the search too many orders. */
const WISHES = 5

type Done = Operation<Request, string>

/** Several people with requests about one person's bookings, at the same time and with faults; what each was answered. */
export async function historyOf(seed: number, through = (send: typeof wire.send) => send): Promise<Done[]> {
  const world = new World(seed, () => [])
  const real = wire.send
  wire.send = through(world.cloud.send)
  const giveBack = inVirtualTime(world.scheduler)
  const done: Done[] = []
  try {
    resetMemory(campusBefore('anyLive'))
    const ids: string[] = []
    const lives = [visitor(0), visitor(1)].map((openid) => visitorRequests(world, openid, ids, done))
    lives.push(...APPROVERS.slice(0, 2).map((openid) => approverRequests(world, openid, ids, done)))
    lives.push(guardRequests(world, done))
    for (const life of lives) life.catch((error: unknown) => world.failed(error))
    await world.scheduler.run(world.now + HOUR)
    world.faults.on = false
    await world.scheduler.run(world.now + HOUR)
  } finally {
    await world.scheduler.rest()
    giveBack()
    wire.send = real
  }
  if (world.violation !== null) throw new Error(world.violation)
  return done
}

const codeOf = (reply: Reply): string => (reply.ok ? 'ok' : reply.code)

async function noted(world: World, done: Done[], input: Request, ask: () => Promise<string>): Promise<void> {
  const called = world.now
  const output = await ask()
  done.push({ called, answered: world.now, input, output })
}

const soon = (world: World): Promise<void> => world.scheduler.pause(world.below(400), 'asks for something')

/** Two users who book for the same person, and take back. */
async function visitorRequests(world: World, openid: string, ids: string[], done: Done[]): Promise<void> {
  const phone = new Phone(world, openid)
  const own: string[] = []
  for (let count = 0; count < WISHES; count++) {
    await soon(world)
    if (own.length > 0 && world.chance(0.5)) {
      const visitId = world.pick(own)
      await noted(world, done, { do: 'cancel', visitId }, async () =>
        codeOf(await phone.ask('visit.cancel', { visitId })),
      )
      continue
    }
    const key = world.newKey()
    const visitId = recordId({ kind: 'wechat', id: openid }, key)
    own.push(visitId)
    ids.push(visitId)
    const [today, form] = [
      dayOf(world.now),
      { person: 0, phone: 0, plate: null, first: 0, days: 1, official: true, unit: 0 },
    ]
    const input = { form: formOf(form, today, today) }
    await noted(world, done, { do: 'book', visitId }, async () =>
      codeOf(await phone.ask('visit.submit', input, key)),
    )
  }
}

async function approverRequests(world: World, openid: string, ids: string[], done: Done[]): Promise<void> {
  const phone = new Phone(world, openid)
  for (let count = 0; count < WISHES; count++) {
    await soon(world)
    if (ids.length === 0) continue
    const visitId = ids[ids.length - 1 - world.below(Math.min(2, ids.length))] as string
    const request = world.chance(0.65) ? 'approve' : 'revoke'
    await noted(world, done, { do: request, visitId }, async () =>
      codeOf(await phone.ask(`approval.${request}`, { visitId, reason: '会议取消' })),
    )
  }
}

async function guardRequests(world: World, done: Done[]): Promise<void> {
  const phone = new Phone(world, guardAt(GATE))
  const person = { tail: documentOf(0).slice(-6), name: NAMES[0] ?? '' }
  for (let count = 0; count < WISHES; count++) {
    await soon(world)
    await noted(world, done, { do: 'verify' }, async () => {
      const reply = await phone.ask('gate.check', { gateId: GATE, direction: 'in', person })
      const reason = reply.ok ? reply.data.reason : reply.code
      return ['OK', 'PENDING'].includes(reason) ? reason : 'REFUSED'
    })
  }
}
