import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import { demoGates } from '../../../local/demo/places'
import { GATES } from '../../functions/lives/gate-model'
import {
  APPROVERS,
  demo,
  documentOf,
  HOSTS,
  NAMES,
  OFFICE,
  phoneOf,
  plateOf,
} from '../../functions/lives/people'
import { Phone } from '../phone'
import type { World } from '../world'
import { FIRST_QUOTA, WALK_IN_GATES } from './walk-in'

/** The security office: changes what everybody else goes by, a few times a day. */
export async function officeLives(world: World): Promise<void> {
  const [one, other] = OFFICE.map((openid) => new Phone(world, openid)) as [Phone, Phone]
  const acts = [freezeForAWhile, closeAGate, changeRules, moveHost, listSomebody, changeGate, changeQuota]
  while (!world.closing) {
    await world.idle(60, 420)
    if (!world.closing) await world.pick(acts)(world, one, other)
  }
}

async function freezeForAWhile(world: World, office: Phone): Promise<void> {
  const accountId = world.pick(APPROVERS)
  const reply = await office.ask('account.freeze', { accountId, reason: '休假' })
  if (!reply.ok) return
  await world.idle(30, 400)
  await office.ask('account.unfreeze', { accountId })
}

async function closeAGate(world: World, office: Phone): Promise<void> {
  const gate = world.pick(GATES.filter(({ official }) => official !== 'none'))
  const until = world.now + (1 + world.below(20)) * 3_600_000
  const reply = await office.ask('traffic.close', {
    gateIds: [gate.id],
    from: world.now,
    until,
    reason: '运动会',
  })
  if (!reply.ok || world.chance(0.5)) return
  await world.idle(10, 200)
  await office.ask('traffic.open', { controlId: reply.data.controlId })
}

async function changeRules(world: World, office: Phone): Promise<void> {
  await office.ask('rules.change', {
    duplicateRule: world.pick(['anyLive', 'overlap'] as const),
    cancelApproved: world.chance(0.7),
    selfApproval: world.chance(0.5),
  })
}

/** The host of 计算机学院 changes over to 文学院, or back. */
async function moveHost(world: World, office: Phone): Promise<void> {
  const row = demo.staff.find(({ openid }) => openid === HOSTS[0])
  if (row === undefined) throw new Error('the host is in the directory')
  const unitId = world.pick(['computing', 'literature'])
  const { id, name, mobile } = row
  await office.ask('staff.save', { staffId: id, name, unitId, phone: mobile, pinyin: '', active: true })
}

/** One proposes, the other answers; mostly it ends after some days, at times it is lifted before. */
async function listSomebody(world: World, office: Phone, other: Phone): Promise<void> {
  const [person, today] = [world.below(4), dayOf(world.now)]
  const byPlate = world.chance(0.4)
  const proposed = await office.ask('blacklist.propose', {
    name: byPlate ? '' : (NAMES[person] ?? ''),
    documentKind: 'mainlandId',
    document: byPlate ? '' : documentOf(person),
    phone: byPlate ? '' : phoneOf(person),
    plate: byPlate ? plateOf(person % 3) : '',
    reason: '扰乱秩序',
    evidence: [],
    from: today,
    until: addDays(today, world.below(2)),
  })
  if (!proposed.ok) return
  const { blacklistId } = proposed.data
  await world.idle(1, 60)
  await other.ask('blacklist.answer', { blacklistId, accept: world.chance(0.8) })
  await world.idle(30, 600)
  if (world.chance(0.5)) return
  await other.ask('blacklist.askLift', { blacklistId, reason: '已查清' })
  await office.ask('blacklist.answerLift', { blacklistId, accept: true })
}

/** 雁山南门 is opened to private vehicles, or shut to them again. */
async function changeGate(world: World, office: Phone): Promise<void> {
  const gate = demoGates.find(({ _id }) => _id === 'yanshan-south')
  if (gate === undefined) throw new Error('the gate is there')
  const { _id, campusName: _, ...traits } = gate
  const privateVehicles = world.pick(['none', 'entryOnly'] as const)
  await office.ask('gate.save', { gateId: _id, ...traits, privateVehicles })
}

/** More or fewer come in without a booking, or nobody does. */
async function changeQuota(world: World, office: Phone): Promise<void> {
  const gateId = world.pick(WALK_IN_GATES)
  const quota = {
    ...FIRST_QUOTA,
    ...{ open: world.chance(0.8), perHour: 1 + world.below(4), perDay: 4 + world.below(10) },
  }
  // Both numbers hold from now on until the new one is known to every call that had begun before.
  const numbers = world.quotasAt(gateId)
  numbers.push(quota)
  await office.ask('walkIn.saveQuota', { gateId, quota })
  await world.idle(1, 1)
  numbers.splice(0, numbers.length - 1)
}
