import type { Action, Input, Output } from '../../../contract'
import type { Output as OutputOf } from '../../../contract'
import { stepOf } from '../../../miniprogram/domain/pass/pass'
import { GATES, isListed, reasonAt, visitOfPerson, visitOfPlate, type AtGate } from './gate-model'
import type { Card, Entry, Model, Stay, State, Visit } from './model'
import {
  APPROVERS,
  codeAt,
  DESKS,
  DESK_CAMPUS,
  documentOf,
  formOf,
  guardAt,
  hostId,
  HOSTS,
  NAMES,
  OFFICE,
  phoneOf,
  plateOf,
  purposeOf,
  visitor,
} from './people'
import type { Form, Step } from './steps'

/** One step of a life: the call it makes, the answer the model expects, and what follows in the model. */
export interface Play<A extends Action = Action> {
  by: string
  action: A
  input: Input<A>
  /** 'ok' or the code of the refusal. */
  expected: string
  then?: (data: Output<A>) => void
}

/** What the plays know besides the model. */
export interface Scene {
  model: Model
  /** The pass each visit was given when it was last approved. */
  passes: Map<string, OutputOf<'pass.issue'>>
  revOf(visitId: string): number
}

const play = <A extends Action>(
  by: string,
  action: A,
  input: Input<A>,
  expected: string,
  then?: (data: Output<A>) => void,
): Play => ({ by, action, input, expected, then }) as unknown as Play

const at = <T>(rows: readonly T[], index: number): T | undefined =>
  rows.length === 0 ? undefined : rows[index % rows.length]
const OK = 'ok'
/** The first refusal that holds. */
const first = (...codes: (string | false | null)[]): string =>
  codes.find((code) => code !== false && code !== null) || OK

type Of<D extends Step['do']> = Extract<Step, { do: D }>
type Plays = {
  [D in Exclude<Step['do'], 'wait' | 'timer' | 'again'>]: (scene: Scene, step: Of<D>) => Play | null
}

/** Null: there is nothing the step could be about. */
export const plays: Plays = {
  book: ({ model }, step) => {
    const days = model.daysOf(step)
    const expected = first(noApprover(model, step.unit), model.refusal({ ...step, ...days }, null))
    const form = formOf(step, days.first, days.last)
    return play(visitor(step.by), 'visit.submit', { form }, expected, ({ visitId }) =>
      model.add({ ...bookedBy(step, days), id: visitId, owner: visitor(step.by), inviter: null }),
    )
  },

  revise: ({ model, revOf }, step) => {
    const visit = at(model.visits, step.visit)
    if (visit === undefined) return null
    const days = model.daysOf(step)
    const revisable = ['pending', 'approved', 'returned'].includes(model.stateOf(visit))
    const expected = first(
      noApprover(model, step.unit),
      visit.owner === null && 'NOT_FOUND',
      step.stale && 'CHANGED_MEANWHILE',
      !revisable && 'NOT_REVISABLE',
      visit.entered && 'ALREADY_ENTERED',
      model.refusal({ ...step, ...days }, visit.id),
    )
    const input = {
      visitId: visit.id,
      rev: revOf(visit.id) - (step.stale ? 1 : 0),
      form: formOf(step, days.first, days.last),
    }
    return play(visit.owner ?? visitor(step.person), 'visit.revise', input, expected, () => {
      Object.assign(visit, bookedBy(step, days), { submittedAt: model.now })
      model.go(visit, 'pending')
    })
  },

  cancel: ({ model }, step) => {
    const visit = at(model.visits, step.visit)
    if (visit === undefined) return null
    const open = ['pending', 'approved', 'returned'].includes(model.stateOf(visit))
    const expected = first(
      visit.owner === null && 'NOT_FOUND',
      !open && 'NOT_CANCELLABLE',
      visit.entered && 'ALREADY_ENTERED',
    )
    return play(visit.owner ?? visitor(visit.person), 'visit.cancel', { visitId: visit.id }, expected, () =>
      model.go(visit, 'cancelled'),
    )
  },

  decide: ({ model }, { visit: index, as, by }) => {
    const visit = at(model.visits, index)
    if (visit === undefined) return null
    const past = visit.last < model.today
    const rule: Record<typeof as, string | false | null> = {
      approve: first(
        visit.inviter === by &&
          model.activeApprovers(visit.unit).some((each) => each !== by) &&
          'SELF_APPROVAL',
        visit.state === 'pending' && past && 'DAYS_PAST',
        visit.state !== 'pending' && 'ALREADY_DECIDED',
      ),
      return: (visit.state !== 'pending' || past) && 'ALREADY_DECIDED',
      revoke: model.stateOf(visit) !== 'approved' && 'ALREADY_DECIDED',
    }
    const expected = first(
      model.frozen[by] === true && 'FROZEN',
      model.unitOf(by) !== visit.unit && 'NOT_FOUND',
      rule[as] === OK ? null : rule[as],
    )
    const [action, state] = (
      {
        approve: ['approval.approve', 'approved'],
        return: ['approval.return', 'returned'],
        revoke: ['approval.revoke', 'revoked'],
      } as const
    )[as]
    return play(approver(by), action, { visitId: visit.id, reason: '请改日期' }, expected, () =>
      model.go(visit, state),
    )
  },

  pass: (scene, step) => passGate(scene, step),

  askRelease: ({ model }, step) => {
    const visit = at(model.visits, step.visit)
    if (visit === undefined) return null
    const input = { visitId: visit.id, field: 'phone' as const, firstDay: model.today, lastDay: model.today }
    const expected = model.isLive(visit) ? OK : 'RELEASE_NOT_NEEDED'
    return play(visitor(step.by), 'release.ask', input, expected, ({ releaseId }) => {
      const asked = { id: releaseId, visit: visit.id, by: step.by, phone: visit.phone, open: true }
      const earlier = model.releases.find(({ id }) => id === releaseId)
      if (earlier === undefined) model.releases.push(asked)
      else if (!earlier.open || earlier.phone !== visit.phone) Object.assign(earlier, asked)
    })
  },

  answerRelease: ({ model }, step) => {
    const asked = at(model.releases, step.which)
    const visit = model.visits.find(({ id }) => id === asked?.visit)
    if (asked === undefined || visit === undefined) return null
    const expected = first(
      model.frozen[step.by] === true && 'FROZEN',
      model.unitOf(step.by) !== visit.unit && 'NOT_FOUND',
      !asked.open && 'RELEASE_ANSWERED',
    )
    const input = { releaseId: asked.id, release: step.yes }
    return play(approver(step.by), 'release.answer', input, expected, () => {
      asked.open = false
      if (step.yes && model.isInTheWay(asked))
        model.go(visit, visit.state === 'approved' ? 'revoked' : 'returned')
    })
  },

  blacklist: ({ model }, { person, plate, from, days, by }) => {
    const firstDay = model.daysOf({ first: from, days: 1 }).first
    const until = days === null ? null : model.daysOf({ first: from, days }).last
    const input = {
      name: person === null ? '' : (NAMES[person] ?? ''),
      documentKind: 'mainlandId' as const,
      document: person === null ? '' : documentOf(person),
      phone: person === null ? '' : phoneOf(person),
      plate: person === null ? plateOf(plate) : '',
      reason: '扰乱秩序',
      evidence: [],
      from: firstDay,
      until,
    }
    return play(OFFICE[by] ?? '', 'blacklist.propose', input, OK, ({ blacklistId }) => {
      const listed = { person, plate: person === null ? plate : null, from: firstDay, until }
      model.entries.push({ id: blacklistId, ...listed, state: 'proposed', askedBy: by })
    })
  },

  answerBlacklist: ({ model }, { which, by, yes }) =>
    entryPlay(model, which, (entry) => {
      const expected = answered(entry, 'proposed', by)
      const input = { blacklistId: entry.id, accept: yes }
      return play(OFFICE[by] ?? '', 'blacklist.answer', input, expected, () => {
        entry.state = yes ? 'active' : 'rejected'
      })
    }),

  askLift: ({ model }, { which, by }) =>
    entryPlay(model, which, (entry) => {
      const expected = entry.state === 'active' ? OK : 'BLACKLIST_ANSWERED'
      const input = { blacklistId: entry.id, reason: '已查清' }
      return play(OFFICE[by] ?? '', 'blacklist.askLift', input, expected, () => {
        Object.assign(entry, { state: 'liftAsked', askedBy: by })
      })
    }),

  answerLift: ({ model }, { which, by, yes }) =>
    entryPlay(model, which, (entry) => {
      const expected = answered(entry, 'liftAsked', by)
      const input = { blacklistId: entry.id, accept: yes }
      return play(OFFICE[by] ?? '', 'blacklist.answerLift', input, expected, () => {
        entry.state = yes ? 'lifted' : 'active'
      })
    }),

  askCheck: ({ model }, step) => {
    const stay = at(model.stays, step.stay)
    if (stay === undefined) return null
    const expected = stay.state === 'inside' ? OK : 'VEHICLE_NOT_INSIDE'
    return play(visitor(step.by), 'vehicle.askCheck', { stayId: stay.id }, expected)
  },

  resolve: ({ model }, { stay: index, outcome, by }) => {
    const stay = at(model.stays, index)
    if (stay === undefined) return null
    const expected = first(
      DESK_CAMPUS[by] !== stay.campus && 'NOT_FOUND',
      stay.state !== 'inside' && 'VEHICLE_NOT_INSIDE',
    )
    const input = { stayId: stay.id, outcome, reason: '调看了监控', leftAt: null }
    return play(DESKS[by] ?? '', 'vehicle.resolve', input, expected, () => {
      if (outcome === 'inside') return
      const fen = outcome === 'leftUnpaid' ? model.fee(stay, model.now) : 0
      Object.assign(stay, fen > 0 ? { state: 'due', fen } : { state: 'cleared' })
    })
  },

  pay: ({ model }, { stay: index, by }) => {
    const stay = at(model.stays, index)
    if (stay === undefined) return null
    const guard = by === 2
    const expected = first(
      !guard && DESK_CAMPUS[by] !== stay.campus && 'NOT_FOUND',
      guard && stay.campus !== 'yucai' && 'NOT_FOUND',
      stay.state !== 'due' && 'NOTHING_DUE',
    )
    const payee = guard ? guardAt('yucai-west') : (DESKS[by] ?? '')
    return play(payee, 'vehicle.paid', { stayId: stay.id }, expected, () => {
      stay.state = 'paid'
    })
  },

  freeze: ({ model }, { approver: number, frozen }) => {
    const expected = model.frozen[number] === frozen ? 'ACCOUNT_CHANGED' : OK
    const accountId = approver(number)
    const input = { accountId, reason: '休假' }
    return play(OFFICE[0] ?? '', frozen ? 'account.freeze' : 'account.unfreeze', input, expected, () => {
      model.frozen[number] = frozen
    })
  },

  close: ({ model }, step) => {
    const gate = GATES[step.gate % GATES.length]
    if (gate === undefined) return null
    const until = model.now + step.hours * 3_600_000
    const input = { gateIds: [gate.id], from: model.now, until, reason: '运动会' }
    const expected = gate.official === 'none' ? 'GATES_REQUIRED' : OK
    return play(OFFICE[0] ?? '', 'traffic.close', input, expected, ({ controlId }) => {
      model.controls.push({ id: controlId, gate: gate.id, until, ended: false })
    })
  },

  open: ({ model }, { which }) => {
    const control = at(model.controls, which)
    if (control === undefined) return null
    return play(OFFICE[0] ?? '', 'traffic.open', { controlId: control.id }, OK, () => {
      control.ended = true
    })
  },

  word: ({ model }, { visit: index, by, yes }) => {
    const visit = at(model.visits, index)
    if (visit === undefined) return null
    const expected = first(visit.unit !== by && 'NOT_FOUND', !model.isLive(visit) && 'HOST_CONFIRMATION_LATE')
    const input = { visitId: visit.id, word: yes ? ('confirmed' as const) : ('denied' as const) }
    return play(HOSTS[by] ?? '', 'host.confirm', input, expected)
  },

  invite: ({ model }, step) => {
    const unit = model.unitOf(step.by)
    const days = model.daysOf(step)
    const expected = first(
      model.frozen[step.by] === true && 'FROZEN',
      model.refusal({ ...step, ...days }, null),
    )
    const form = formOf({ ...step, unit }, days.first, days.last)
    const input = { form, vip: false, vouched: true as const }
    return play(approver(step.by), 'invitation.create', input, expected, ({ invitationId, visitId }) => {
      model.add({
        ...bookedBy({ ...step, unit }, days),
        id: visitId,
        owner: approver(step.by),
        inviter: step.by,
      })
      model.cards.push(card(step, unit, days, { id: invitationId, kind: 'claim', visit: visitId }))
    })
  },

  link: ({ model }, step) => {
    const unit = model.unitOf(step.by)
    const days = model.daysOf(step)
    const expected = model.frozen[step.by] === true ? 'FROZEN' : OK
    const input = {
      hostId: hostId(unit),
      purpose: purposeOf(step.official),
      firstDay: days.first,
      lastDay: days.last,
      vip: false,
    }
    return play(approver(step.by), 'invitation.link', input, expected, ({ invitationId }) => {
      model.cards.push(card(step, unit, days, { id: invitationId, kind: 'fill', visit: null }))
    })
  },

  accept: ({ model }, step) => {
    const taken = at(model.cards, step.which)
    if (taken === undefined) return null
    // Who may not invite any more doesn't by a card that was given out before.
    const invites = taken.kind === 'claim' || model.frozen[taken.by] !== true
    const stale = first(
      taken.state === 'used' && 'INVITATION_USED',
      (taken.state === 'closed' || taken.last < model.today || !invites) && 'INVITATION_CLOSED',
    )
    if (taken.kind === 'claim') return claim(model, taken, stale, step.by)
    const days = { first: taken.first < model.today ? model.today : taken.first, last: taken.last }
    const filled = { ...step, unit: taken.unit, official: taken.official }
    const expected = first(
      stale === OK ? null : stale,
      noApprover(model, taken.unit),
      model.refusal({ ...filled, ...days }, null),
    )
    const input = { invitationId: taken.id, form: formOf(filled, days.first, days.last) }
    return play(visitor(step.by), 'invitation.accept', input, expected, ({ visitId }) => {
      model.add({ ...bookedBy(filled, days), id: visitId, owner: visitor(step.by), inviter: taken.by })
      Object.assign(taken, { state: 'used', visit: visitId })
    })
  },

  withdraw: ({ model }, { which, by }) => {
    const taken = at(model.cards, which)
    if (taken === undefined) return null
    const visit = model.visits.find(({ id }) => id === taken.visit)
    const live = visit !== undefined && model.isLive(visit)
    const expected = first(
      model.frozen[by] === true && 'FROZEN',
      taken.by !== by && 'NOT_FOUND',
      taken.state === 'used' && 'INVITATION_USED',
      live && visit.entered && 'ALREADY_ENTERED',
    )
    return play(approver(by), 'invitation.close', { invitationId: taken.id }, expected, () => {
      taken.state = 'closed'
      if (live) model.go(visit, 'cancelled')
    })
  },
}

const approver = (number: number): string => APPROVERS[number] ?? ''
const noApprover = (model: Model, unit: number): string | null =>
  model.activeApprovers(unit).length === 0 ? 'NO_APPROVER' : null

const bookedBy = ({ person, phone, plate, official, unit }: Form, days: { first: string; last: string }) => ({
  person,
  phone,
  plate,
  official,
  unit,
  ...days,
})

const card = (
  { by, official }: { by: number; official: boolean },
  unit: number,
  days: { first: string; last: string },
  rest: Pick<Card, 'id' | 'kind' | 'visit'>,
): Card => ({ by, official, unit, ...days, ...rest, state: 'open' })

/** The guest takes a prepared booking over: it is theirs from then on. */
function claim(model: Model, taken: Card, stale: string, by: number): Play | null {
  const visit = model.visits.find(({ id }) => id === taken.visit)
  if (visit === undefined) return null
  const ended: readonly State[] = ['cancelled', 'expired', 'revoked', 'finished']
  const over = ended.includes(visit.state) && visit.owner !== null
  const expected = first(over && 'INVITATION_CLOSED', stale === OK ? null : stale)
  const tails = { phone: phoneOf(visit.phone).slice(-4), document: documentOf(visit.person).slice(-4) }
  const input = { invitationId: taken.id, tails }
  return play(visitor(by), 'invitation.claim', input, expected, () => {
    visit.owner = visitor(by)
    taken.state = 'used'
  })
}

const entryPlay = (model: Model, which: number, made: (entry: Entry) => Play): Play | null => {
  const entry = at(model.entries, which)
  return entry === undefined ? null : made(entry)
}

const answered = (entry: Entry, waits: Entry['state'], by: number): string =>
  first(entry.state !== waits && 'BLACKLIST_ANSWERED', entry.askedBy === by && 'SECOND_PERSON_NEEDED')

type Way = Pick<Input<'gate.check'>, 'code' | 'plate' | 'person'>

/** Somebody at a gate: shows a code, drives up, or says who they are. */
export function passGate({ model, passes }: Scene, step: Of<'pass'>): Play | null {
  const gate = GATES[step.gate % GATES.length]
  if (gate === undefined) return null
  const { direction } = step
  const shown = at(model.visits, step.who)
  const pass = shown === undefined ? undefined : passes.get(shown.id)
  const way = pass === undefined && step.way !== 'plate' ? 'person' : step.way
  const old = way === 'oldQr'
  const named = way === 'person' ? (shown?.person ?? step.who % 4) : 0
  const inVehicle = way === 'plate' || step.inVehicle
  const where = { gate, direction, inVehicle }
  const who: Visit | null =
    way === 'plate'
      ? visitOfPlate(model, step.who % 3, where)
      : way === 'person'
        ? visitOfPerson(model, named, where)
        : (shown ?? null)
  const byWay: Way =
    way === 'plate'
      ? { plate: plateOf(step.who % 3) }
      : way === 'person' || pass === undefined
        ? { person: { tail: documentOf(named).slice(-6), name: NAMES[named] ?? '' } }
        : { code: way === 'code' ? pass.shortCode : codeAt(pass, old ? model.now - 600_000 : model.now) }
  // Where nobody walks, whoever has a car rides (spec 5.1).
  const rides = inVehicle || (!gate.foot && who !== null && who.plate !== null)
  const plate = way === 'plate' ? step.who % 3 : rides ? (who?.plate ?? null) : null
  const input: Input<'gate.check'> = {
    gateId: gate.id,
    direction,
    ...byWay,
    ...(way === 'plate' ? {} : { inVehicle }),
    ...(step.override ? { override: '已电话核实' } : {}),
  }
  const there: AtGate = { gate, direction, visit: who, plate, inVehicle: rides, old }
  return admitted(model, there, input, way === 'qr')
}

/** `fresh`: a rotating code, which opens a gate once in and once out. */
function admitted(model: Model, there: AtGate, input: Input<'gate.check'>, fresh: boolean): Play {
  const { gate, direction, visit, old } = there
  const use = `${visit?.id}:${direction}:${stepOf(model.now)}`
  const ruled = reasonAt(model, there)
  const repeated = ruled === 'OK' && fresh && model.used.has(use)
  const reason = repeated ? 'REPLAYED' : ruled
  const override = input.override !== undefined && reason !== 'OK'
  const expected = override && reason === 'BLACKLIST' ? 'OVERRIDE_REFUSED' : OK
  // A code that is too old lets nobody in; where a guard does, its signatures say who is inside.
  const unread = old && direction === 'in' && !override
  const known = unread ? null : visit
  const plate = unread ? null : there.plate
  return play(guardAt(gate.id), 'gate.check', input, expected, (answer) => {
    const allowed = reason === 'OK' || override
    const expectedAnswer = {
      allowed,
      reason: override ? 'OVERRIDE' : reason,
      visit: known?.id ?? null,
      fee: allowed ? passes(model, { ...there, visit: known, plate }, answer.passageId ?? '') : null,
    }
    const given = {
      allowed: answer.allowed,
      reason: answer.reason,
      visit: answer.visit?.id ?? null,
      fee: answer.fee === null ? null : answer.fee.fen,
    }
    if (JSON.stringify(given) !== JSON.stringify(expectedAnswer))
      throw new Error(
        `at ${gate.id}: ${JSON.stringify(given)}, by the model ${JSON.stringify(expectedAnswer)}`,
      )
    if (answer.allowed && direction === 'in' && isListed(model, there))
      throw new Error('somebody on the blacklist was let in')
    if (reason === 'OK' && fresh) model.used.add(use)
  })
}

/** Whoever leaves by whichever booking is no longer inside by another of their own (spec 5.1). */
function leavesElsewhere(model: Model, { id, person }: Visit): void {
  for (const other of model.visits)
    if (other.id !== id && other.person === person && other.owner !== null && other.inside !== null)
      Object.assign(other, { inside: null, left: true, hasLeft: true })
}

/** What passing changes; the fee of a vehicle that leaves, null when none did. */
function passes(model: Model, { gate, direction, visit, plate }: AtGate, passageId: string): number | null {
  if (visit !== null) {
    visit.entered ||= direction === 'in'
    visit.inside = direction === 'in' ? gate.campus : null
    visit.left = direction === 'out'
    visit.hasLeft ||= visit.left
    if (direction === 'out') leavesElsewhere(model, visit)
  }
  if (plate === null) return null
  const stay = model.insideStay(plate)
  if (direction === 'out') {
    if (stay === null) return null
    stay.fen = model.fee(stay, model.now)
    stay.state = stay.fen > 0 ? 'due' : 'left'
    return stay.fen
  }
  if (stay !== null) stay.state = 'cleared'
  model.stays.push(entered(model, gate.campus, visit, plate, passageId))
  return null
}

const entered = (model: Model, campus: string, visit: Visit | null, plate: number, id: string): Stay => ({
  id,
  plate,
  campus,
  visit: visit?.id ?? '',
  official: visit?.official ?? false,
  freeUntil: visit === null ? null : model.freeUntil(visit),
  enteredAt: model.now,
  state: 'inside',
  fen: 0,
})
