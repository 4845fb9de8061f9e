/**
 * Every action by name: whether it changes something, who may call it, and whose records it may touch. The phone and
 * the server read this one table (house rule 6). What goes in and comes out stands in contract/, for exactly these
 * actions; what does it in cloudfunctions/api/use-cases.ts.
 */
export const ROLES = ['anyone', 'staff', 'approver', 'guard', 'desk', 'office'] as const
export type Role = (typeof ROLES)[number]

/**
 * Scopes that are enforced where the record is read (cloudfunctions/dispatch/scopes.ts): `ownVisit` made by the caller,
 * `unitVisit` of a unit the caller approves for, `hostedVisit` naming the caller as host; `ownUnit`, `ownGate` and
 * `ownCampus` of the caller's account.
 */
export const CHECKED_SCOPES = [
  'ownVisit',
  'unitVisit',
  'hostedVisit',
  'ownUnit',
  'ownGate',
  'ownCampus',
] as const
/**
 * Scopes without a record to check. `nothing`: what everybody of the role may see or use, or what one proves to hold
 * (a card, a refusal that named it). `self`: records found by the caller's own id. `everything`: no limit.
 */
export const UNCHECKED_SCOPES = ['nothing', 'self', 'everything'] as const
export type CheckedScope = (typeof CHECKED_SCOPES)[number]
export type Scope = CheckedScope | (typeof UNCHECKED_SCOPES)[number]

export interface ActionTraits {
  /**
   * Then the caller makes an idempotency key for it. False also for what counts how often it is asked, makes a picture
   * once, begins a form, or proves a number again each time (test/functions/reading.test.ts).
   */
  changes: boolean
  /** One of these accounts is enough; `anyone` is any WeChat user. */
  roles: readonly Role[]
  scope: Scope
  /** A frozen approver may still do it: look, but not decide (spec 1). */
  whileFrozen?: true
  /** Whose account has ended may still do it: tell what their phone decided before (spec 5.1). */
  afterEnd?: true
  /** It may be done on the console too, by those who may do it on the phone; `only`: there and nowhere else. */
  console?: true | 'only'
}

/** The roles of most actions, each once: the table lies in every function and on the phone. */
const ANYONE = ['anyone'] as const
const APPROVER = ['approver'] as const
const GUARD = ['guard'] as const
const OFFICE = ['office'] as const
const APPROVER_OR_OFFICE = ['approver', 'office'] as const
const DESK_OR_OFFICE = ['desk', 'office'] as const

export const ACTIONS = {
  me: { changes: false, roles: ANYONE, scope: 'self', console: true },
  'visit.options': { changes: false, roles: ANYONE, scope: 'nothing', console: true },
  'host.search': { changes: false, roles: ANYONE, scope: 'nothing', console: true },
  'consent.record': { changes: true, roles: ANYONE, scope: 'self' },
  'phone.prove': { changes: false, roles: ANYONE, scope: 'self' },

  'visit.submit': { changes: true, roles: ANYONE, scope: 'self' },
  'visit.revise': { changes: true, roles: ANYONE, scope: 'ownVisit' },
  'visit.cancel': { changes: true, roles: ANYONE, scope: 'ownVisit' },
  'visit.askCancel': { changes: true, roles: ANYONE, scope: 'ownVisit' },
  'visit.askChange': { changes: true, roles: ANYONE, scope: 'ownVisit' },
  'visit.list': { changes: false, roles: ANYONE, scope: 'self' },
  'visit.get': { changes: false, roles: ANYONE, scope: 'ownVisit' },
  'pass.issue': { changes: true, roles: ANYONE, scope: 'ownVisit' },
  'pass.directions': { changes: false, roles: ANYONE, scope: 'nothing' },

  'approval.list': { changes: false, roles: APPROVER, scope: 'ownUnit', whileFrozen: true, console: true },
  'approval.get': { changes: false, roles: APPROVER, scope: 'unitVisit', whileFrozen: true, console: true },
  'approval.approve': { changes: true, roles: APPROVER, scope: 'unitVisit', console: true },
  'approval.unmask': { changes: true, roles: APPROVER, scope: 'unitVisit', console: true },
  'approval.return': { changes: true, roles: APPROVER, scope: 'unitVisit', console: true },
  'approval.revoke': { changes: true, roles: APPROVER, scope: 'unitVisit', console: true },

  'gate.check': { changes: true, roles: GUARD, scope: 'ownGate' },
  'gate.snapshot': { changes: false, roles: GUARD, scope: 'ownGate' },
  'gate.recent': { changes: false, roles: GUARD, scope: 'ownGate' },
  'gate.uploadPassages': { changes: true, roles: GUARD, scope: 'ownGate', afterEnd: true },
  'gate.face': { changes: true, roles: GUARD, scope: 'ownGate' },
  'gate.markPurposeMismatch': { changes: true, roles: GUARD, scope: 'ownGate' },

  'release.ask': { changes: true, roles: ANYONE, scope: 'nothing' },
  'release.list': { changes: false, roles: APPROVER, scope: 'ownUnit', whileFrozen: true, console: true },
  'release.answer': { changes: true, roles: APPROVER, scope: 'ownUnit', console: true },

  'blacklist.propose': { changes: true, roles: ['office', 'desk'], scope: 'everything', console: true },
  'blacklist.list': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'blacklist.get': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'blacklist.answer': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'blacklist.askLift': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'blacklist.answerLift': { changes: true, roles: OFFICE, scope: 'everything', console: true },

  'staff.bind': { changes: true, roles: ANYONE, scope: 'self' },
  'account.setUp': { changes: true, roles: ANYONE, scope: 'self' },
  'unit.list': { changes: false, roles: ANYONE, scope: 'nothing', console: true },
  'account.ask': { changes: true, roles: ['staff'], scope: 'self' },
  'account.asked': { changes: false, roles: ['staff'], scope: 'self' },
  'account.requests': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'account.answer': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'account.list': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'account.freeze': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'account.unfreeze': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'account.remove': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'duty.list': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'duty.save': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'duty.end': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'deputy.set': { changes: true, roles: APPROVER, scope: 'self', console: true },
  'deputy.get': { changes: false, roles: APPROVER, scope: 'self', whileFrozen: true, console: true },

  'console.look': { changes: false, roles: ['approver', 'desk', 'office'], scope: 'nothing' },
  'console.confirm': { changes: true, roles: ['approver', 'desk', 'office'], scope: 'nothing' },
  'console.refuse': { changes: true, roles: ['approver', 'desk', 'office'], scope: 'nothing' },
  'console.sessions': { changes: false, roles: ['approver', 'desk', 'office'], scope: 'self', console: true },
  'console.end': { changes: true, roles: ['approver', 'desk', 'office'], scope: 'self', console: true },

  'vehicle.askCheck': { changes: true, roles: ANYONE, scope: 'nothing' },
  'vehicle.list': { changes: false, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'vehicle.find': { changes: false, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'vehicle.resolve': { changes: true, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'vehicle.paid': { changes: true, roles: ['desk', 'office', 'guard'], scope: 'ownCampus', console: true },
  'traffic.close': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'traffic.open': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'traffic.list': { changes: false, roles: ANYONE, scope: 'nothing', console: true },

  'invitation.create': { changes: true, roles: APPROVER, scope: 'ownUnit' },
  'invitation.link': { changes: true, roles: APPROVER, scope: 'ownUnit' },
  'invitation.close': { changes: true, roles: APPROVER, scope: 'self', console: true },
  'invitation.list': { changes: false, roles: APPROVER, scope: 'self', whileFrozen: true, console: true },
  'invitation.open': { changes: false, roles: ANYONE, scope: 'nothing' },
  'invitation.accept': { changes: true, roles: ANYONE, scope: 'nothing' },
  'invitation.claim': { changes: true, roles: ANYONE, scope: 'nothing' },
  'invitation.undo': { changes: true, roles: APPROVER, scope: 'self' },
  'activity.apply': { changes: true, roles: APPROVER, scope: 'ownUnit', console: true },
  'activity.list': {
    changes: false,
    roles: APPROVER_OR_OFFICE,
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'activity.get': {
    changes: false,
    roles: APPROVER_OR_OFFICE,
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'activity.answer': { changes: true, roles: APPROVER_OR_OFFICE, scope: 'ownUnit', console: true },
  'activity.close': { changes: true, roles: APPROVER_OR_OFFICE, scope: 'ownUnit', console: true },
  'activity.cancel': { changes: true, roles: APPROVER_OR_OFFICE, scope: 'ownUnit', console: true },
  'activity.message': { changes: true, roles: APPROVER_OR_OFFICE, scope: 'ownUnit', console: true },
  'activity.addGuests': { changes: true, roles: APPROVER_OR_OFFICE, scope: 'ownUnit', console: true },
  'activity.guests': {
    changes: false,
    roles: APPROVER_OR_OFFICE,
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'activity.export': { changes: true, roles: APPROVER_OR_OFFICE, scope: 'ownUnit', console: true },
  'activity.code': { changes: false, roles: APPROVER_OR_OFFICE, scope: 'ownUnit', whileFrozen: true },
  'activity.open': { changes: false, roles: ANYONE, scope: 'nothing' },
  'activity.join': { changes: true, roles: ANYONE, scope: 'self' },
  'standing.apply': { changes: true, roles: APPROVER, scope: 'ownUnit', console: true },
  'standing.add': { changes: true, roles: APPROVER, scope: 'ownUnit', console: true },
  'standing.revise': { changes: true, roles: APPROVER, scope: 'ownUnit', console: true },
  'standing.list': {
    changes: false,
    roles: APPROVER_OR_OFFICE,
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'standing.get': {
    changes: false,
    roles: APPROVER_OR_OFFICE,
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'standing.people': {
    changes: false,
    roles: APPROVER_OR_OFFICE,
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'standing.answer': { changes: true, roles: OFFICE, scope: 'ownUnit', console: true },
  'standing.renew': { changes: true, roles: APPROVER, scope: 'ownUnit', console: true },
  'standing.withdraw': { changes: true, roles: APPROVER_OR_OFFICE, scope: 'ownUnit', console: true },
  'standing.papers': { changes: true, roles: APPROVER, scope: 'ownUnit', console: true },
  'standing.export': { changes: true, roles: APPROVER_OR_OFFICE, scope: 'ownUnit', console: 'only' },
  'standing.due': { changes: false, roles: APPROVER, scope: 'ownUnit', console: true },
  'standing.confirm': { changes: true, roles: APPROVER, scope: 'ownUnit', console: true },
  'standing.claim': { changes: true, roles: ANYONE, scope: 'self' },

  'walkIn.code': { changes: false, roles: GUARD, scope: 'ownGate' },
  'walkIn.read': { changes: false, roles: ANYONE, scope: 'self' },
  'walkIn.submit': { changes: true, roles: ANYONE, scope: 'self' },
  'walkIn.revoke': { changes: true, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: 'only' },
  'walkIn.quotas': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'walkIn.saveQuota': { changes: true, roles: OFFICE, scope: 'everything', console: true },

  'host.visits': { changes: false, roles: ['staff'], scope: 'self' },
  'host.confirm': { changes: true, roles: ['staff'], scope: 'hostedVisit' },
  'host.get': { changes: false, roles: ANYONE, scope: 'nothing' },
  'host.code': { changes: false, roles: ['staff'], scope: 'self' },
  'unit.get': { changes: false, roles: ANYONE, scope: 'nothing' },
  'unit.code': { changes: false, roles: ['staff', 'approver'], scope: 'ownUnit', whileFrozen: true },

  'file.begin': {
    changes: true,
    roles: ['anyone', 'staff', 'approver', 'desk', 'office'],
    scope: 'self',
    whileFrozen: true,
  },
  'file.keep': { changes: true, roles: ANYONE, scope: 'self' },
  'file.send': { changes: true, roles: ['approver', 'desk', 'office'], scope: 'self', console: 'only' },
  'file.discard': { changes: true, roles: ANYONE, scope: 'self' },
  'face.add': { changes: true, roles: ANYONE, scope: 'ownVisit' },
  'face.answer': { changes: true, roles: APPROVER, scope: 'unitVisit' },
  'face.withdraw': { changes: true, roles: ANYONE, scope: 'ownVisit' },

  'data.read': { changes: false, roles: ANYONE, scope: 'self' },
  'data.export': { changes: true, roles: ANYONE, scope: 'self' },
  'data.erase': { changes: true, roles: ANYONE, scope: 'self' },
  'data.requests': { changes: false, roles: OFFICE, scope: 'everything', console: true },

  'audit.list': { changes: false, roles: OFFICE, scope: 'everything', console: 'only' },
  'audit.verify': { changes: false, roles: OFFICE, scope: 'everything', console: 'only' },
  'audit.heads': { changes: false, roles: OFFICE, scope: 'everything', console: 'only' },

  'record.visits': { changes: false, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'record.search': { changes: false, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'record.get': { changes: false, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'record.unmask': { changes: true, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'record.passages': { changes: false, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'record.exportVisits': { changes: true, roles: OFFICE, scope: 'ownCampus', console: 'only' },
  'record.exportPassages': { changes: true, roles: OFFICE, scope: 'ownCampus', console: 'only' },

  'record.dayList': { changes: true, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'board.read': { changes: false, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: 'only' },
  'figures.read': { changes: false, roles: OFFICE, scope: 'everything', console: 'only' },
  'figures.export': { changes: true, roles: OFFICE, scope: 'everything', console: 'only' },

  'approval.search': { changes: false, roles: APPROVER, scope: 'ownUnit', whileFrozen: true, console: true },
  'approval.decideMany': { changes: true, roles: APPROVER, scope: 'unitVisit', console: true },

  'rules.get': { changes: false, roles: OFFICE, scope: 'everything', console: 'only' },
  'rules.change': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'template.save': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'notice.rejected': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'tariff.add': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'device.save': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'device.disable': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'device.list': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'gate.save': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'gate.list': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'gate.wrongTries': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'gate.conflicts': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'gate.settleConflict': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'staff.find': { changes: false, roles: OFFICE, scope: 'everything', console: true },
  'staff.save': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'staff.unbind': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'import.staff': { changes: false, roles: OFFICE, scope: 'everything', console: 'only' },
  'import.places': { changes: false, roles: OFFICE, scope: 'everything', console: 'only' },
  'import.phones': { changes: false, roles: OFFICE, scope: 'everything', console: 'only' },
  'import.write': { changes: true, roles: OFFICE, scope: 'everything', console: 'only' },
  'emergency.get': { changes: false, roles: ['anyone', 'desk', 'office'], scope: 'nothing', console: true },
  'emergency.switch': { changes: true, roles: OFFICE, scope: 'everything', console: true },
  'emergency.report': { changes: true, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'emergency.list': { changes: false, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'emergency.reconcile': { changes: true, roles: DESK_OR_OFFICE, scope: 'ownCampus', console: true },
  'campus.inside': { changes: false, roles: ['desk', 'office', 'guard'], scope: 'ownCampus', console: true },
} as const satisfies Readonly<Record<string, ActionTraits>>

export type Action = keyof typeof ACTIONS

/** Actions that no phone calls. */
export type ConsoleAction = {
  [A in Action]: (typeof ACTIONS)[A] extends { console: 'only' } ? A : never
}[Action]

/** The traits of an action; all of them have the same shape. */
export const traitsOf = (action: Action): ActionTraits => ACTIONS[action]
