import type { Output, Reply } from '../../../contract'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { handle } from '../../../cloudfunctions/api/handle'
import { deliveriesDone } from '../../../cloudfunctions/usecases/notice/deliver'
import { readDocument } from '../../../cloudfunctions/platform/database'
import { runJobs } from '../../../cloudfunctions/timer/jobs'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { NOW } from '../../domain/builders'
import { agree, same } from './agreement'
import { GATES } from './gate-model'
import { memory } from './memory-database'
import { Model } from './model'
import { board } from './notice-board'
import { holderKey } from './people'
import { CHECK_REPEATS_MS } from '../../../miniprogram/domain/gate/repeats'
import { passGate, plays, type Play, type Scene } from './plays'
import type { Life, Step } from './steps'

/** What was answered, step by step; compared between databases. */
export type Answers = Reply[]

interface Scenes extends Scene {
  /** The last change that was made, to be asked for again. */
  last: { play: Play; requestId: string; reply: Reply; at: number } | null
  requests: number
  answers: Answers
  /** Looks after each step whether memory agrees with the model. */
  watched: boolean
}

/**
 * Leads one life through the real use cases, and after each step compares what they answered and what they wrote
 * with the model. At its end everybody who is inside goes out, on foot and by car: nobody is ever trapped.
 */
export async function live({ steps, rule }: Life, watched = true): Promise<Answers> {
  board.clear()
  const model = new Model(rule, NOW)
  const revs = new Map<string, number>()
  const life: Scenes = {
    model,
    passes: new Map(),
    revOf: (id) => revs.get(id) ?? 0,
    last: null,
    requests: 0,
    answers: [],
    watched,
  }
  for (const step of steps) {
    model.now += 1000
    if (step.do === 'revise')
      for (const { id } of model.visits) revs.set(id, (await readDocument<Visit>('visits', id))?.rev ?? 0)
    await take(life, step)
    if (watched) agree(model, memory, board)
  }
  await everybodyOut(life)
  return life.answers
}

async function take(life: Scenes, step: Step): Promise<void> {
  const { model } = life
  if (step.do === 'wait') {
    model.now += step.minutes * 60_000
    return
  }
  if (step.do === 'timer') {
    const { failed } = await runJobs(step.trigger, model.now)
    same('jobs that failed', failed, [])
    if (step.trigger === 'days') model.night()
    if (step.trigger === 'notices') model.settleReleases()
    return
  }
  if (step.do === 'again') return again(life)
  const play = (plays[step.do] as (scene: Scene, step: Step) => Play | null)(life, step)
  if (play === null) return
  const reply = await perform(life, play)
  if (reply.ok && step.do === 'decide' && step.as === 'approve')
    await showPass(life, (play.input as { visitId: string }).visitId)
  if (reply.ok && play.action === 'invitation.claim') await passToGuest(life, reply.data as Claimed)
}

type Claimed = Output<'invitation.claim'>

/** What was issued before the guest took the booking over opens nothing any more; their own phone takes another. */
async function passToGuest(life: Scenes, { visitId }: Claimed): Promise<void> {
  const visit = life.model.visits.find(({ id }) => id === visitId)
  if (visit === undefined || visitId === null) return
  life.passes.delete(visitId)
  if (visit.state === 'approved') await showPass(life, visitId)
}

async function perform(life: Scenes, play: Play): Promise<Reply> {
  const requestId = `request-of-a-life-${++life.requests}`
  const before = memory.writes
  const reply = await call(life, play, requestId)
  same(`${play.action} ${JSON.stringify(play.input)}`, reply.ok ? 'ok' : reply.code, play.expected)
  if (reply.ok) {
    play.then?.(reply.data)
    life.last = { play, requestId, reply, at: life.model.now }
  } else if (life.watched)
    same(
      `writes of a refused ${play.action}`,
      memory.writes - before,
      countsRefusal(play, reply.code) ? 1 : 0,
    )
  return reply
}

/** A refusal that tells of somebody else is counted against the booker (spec 2, Conflict card). */
const countsRefusal = ({ action }: Play, code: string): boolean =>
  ['visit.submit', 'visit.revise', 'invitation.create', 'invitation.accept'].includes(action) &&
  ['BLACKLISTED', 'VEHICLE_INSIDE', 'FEE_DUE', 'DUPLICATE'].includes(code)

async function call(life: Scenes, { by, action, input }: Play, requestId?: string): Promise<Reply> {
  const reply = await handle({ action, input, requestId }, by, life.model.now, 'life')
  await deliveriesDone()
  life.answers.push(reply)
  return reply
}

/** The same request once more: the same answer, or none where it opened a gate long ago, and nothing changes. */
async function again(life: Scenes): Promise<void> {
  // Replies are kept for 30 days, longer than any phone asks again.
  if (life.last === null || life.model.now - life.last.at > 30 * 86_400_000) return
  const { play, requestId, reply, at } = life.last
  const before = memory.writes
  const second = await call(life, play, requestId)
  if (play.action === 'gate.check' && reply.ok && life.model.now - at > CHECK_REPEATS_MS)
    same('gate.check again, late', second.ok ? 'ok' : second.code, 'KEY_REUSED')
  else same(`${play.action} again`, { ...second, now: 0 }, { ...reply, now: 0 })
  if (life.watched) same(`writes of ${play.action} again`, memory.writes - before, 0)
}

/** The visitor's phone takes the pass when the booking is approved, and keeps it, whatever becomes of the booking. */
async function showPass(life: Scenes, visitId: string): Promise<void> {
  const owner = life.model.visits.find(({ id }) => id === visitId)?.owner ?? ''
  const issue = { visitId, holderKey: toBase64Url(holderKey) }
  const play: Play = { by: owner, action: 'pass.issue', input: issue, expected: 'ok' }
  const pass = await call(life, play, `request-of-a-life-${++life.requests}`)
  same('pass.issue', pass.ok, true)
  if (pass.ok) life.passes.set(visitId, pass.data as Output<'pass.issue'>)
}

async function everybodyOut(life: Scenes): Promise<void> {
  const { model } = life
  const out = { do: 'pass', direction: 'out', override: false } as const
  for (const [who, visit] of model.visits.entries()) {
    if (visit.inside === null || (visit.owner === null && !life.passes.has(visit.id))) continue
    model.now += 1000
    const gate = GATES.findIndex(({ foot, campus }) => foot && campus === visit.inside)
    const way = passGate(life, { ...out, gate, way: 'code', who, inVehicle: false })
    if (way !== null) await leaves(life, way)
  }
  for (const { plate, campus } of model.stays.filter(({ state }) => state === 'inside')) {
    model.now += 1000
    const gate = GATES.findIndex((each) => each.own === 'both' && each.campus === campus)
    const way = passGate(life, { ...out, gate, way: 'plate', who: plate, inVehicle: true })
    if (way !== null) await leaves(life, way)
  }
  if (life.watched) agree(model, memory, board)
  same('vehicles left inside', model.stays.filter(({ state }) => state === 'inside').length, 0)
}

async function leaves(life: Scenes, play: Play): Promise<void> {
  const reply = await perform(life, play)
  same('the way out', reply.ok && (reply.data as Output<'gate.check'>).allowed, true)
}
