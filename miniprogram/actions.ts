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

export const ACTIONS = {
  me: { changes: false, roles: ['anyone'], scope: 'self', console: true },
  'visit.options': { changes: false, roles: ['anyone'], scope: 'nothing', console: true },
  'host.search': { changes: false, roles: ['anyone'], scope: 'nothing', console: true },
  'consent.record': { changes: true, roles: ['anyone'], scope: 'self' },
  'phone.prove': { changes: false, roles: ['anyone'], scope: 'self' },

  'visit.submit': { changes: true, roles: ['anyone'], scope: 'self' },
  'visit.revise': { changes: true, roles: ['anyone'], scope: 'ownVisit' },
  'visit.cancel': { changes: true, roles: ['anyone'], scope: 'ownVisit' },
  'visit.askCancel': { changes: true, roles: ['anyone'], scope: 'ownVisit' },
  'visit.askChange': { changes: true, roles: ['anyone'], scope: 'ownVisit' },
  'visit.list': { changes: false, roles: ['anyone'], scope: 'self' },
  'visit.get': { changes: false, roles: ['anyone'], scope: 'ownVisit' },
  'pass.issue': { changes: true, roles: ['anyone'], scope: 'ownVisit' },

  'approval.list': {
    changes: false,
    roles: ['approver'],
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'approval.get': {
    changes: false,
    roles: ['approver'],
    scope: 'unitVisit',
    whileFrozen: true,
    console: true,
  },
  'approval.approve': { changes: true, roles: ['approver'], scope: 'unitVisit', console: true },
  'approval.unmask': { changes: true, roles: ['approver'], scope: 'unitVisit', console: true },
  'approval.return': { changes: true, roles: ['approver'], scope: 'unitVisit', console: true },
  'approval.revoke': { changes: true, roles: ['approver'], scope: 'unitVisit', console: true },

  'gate.check': { changes: true, roles: ['guard'], scope: 'ownGate' },
  'gate.snapshot': { changes: false, roles: ['guard'], scope: 'ownGate' },
  'gate.recent': { changes: false, roles: ['guard'], scope: 'ownGate' },
  'gate.uploadPassages': { changes: true, roles: ['guard'], scope: 'ownGate', afterEnd: true },
  'gate.face': { changes: true, roles: ['guard'], scope: 'ownGate' },
  'gate.markPurposeMismatch': { changes: true, roles: ['guard'], scope: 'ownGate' },

  'release.ask': { changes: true, roles: ['anyone'], scope: 'nothing' },
  'release.list': { changes: false, roles: ['approver'], scope: 'ownUnit', whileFrozen: true, console: true },
  'release.answer': { changes: true, roles: ['approver'], scope: 'ownUnit', console: true },

  'blacklist.propose': { changes: true, roles: ['office', 'desk'], scope: 'everything', console: true },
  'blacklist.list': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'blacklist.get': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'blacklist.answer': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'blacklist.askLift': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'blacklist.answerLift': { changes: true, roles: ['office'], scope: 'everything', console: true },

  'staff.bind': { changes: true, roles: ['anyone'], scope: 'self' },
  'account.setUp': { changes: true, roles: ['anyone'], scope: 'self' },
  'unit.list': { changes: false, roles: ['anyone'], scope: 'nothing', console: true },
  'account.ask': { changes: true, roles: ['staff'], scope: 'self' },
  'account.asked': { changes: false, roles: ['staff'], scope: 'self' },
  'account.requests': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'account.answer': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'account.list': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'account.freeze': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'account.unfreeze': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'account.remove': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'duty.list': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'duty.save': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'duty.end': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'deputy.set': { changes: true, roles: ['approver'], scope: 'self', console: true },
  'deputy.get': { changes: false, roles: ['approver'], scope: 'self', whileFrozen: true, console: true },

  'console.look': { changes: false, roles: ['approver', 'desk', 'office'], scope: 'nothing' },
  'console.confirm': { changes: true, roles: ['approver', 'desk', 'office'], scope: 'nothing' },
  'console.refuse': { changes: true, roles: ['approver', 'desk', 'office'], scope: 'nothing' },
  'console.sessions': {
    changes: false,
    roles: ['approver', 'desk', 'office'],
    scope: 'self',
    console: true,
  },
  'console.end': { changes: true, roles: ['approver', 'desk', 'office'], scope: 'self', console: true },

  'vehicle.askCheck': { changes: true, roles: ['anyone'], scope: 'nothing' },
  'vehicle.list': { changes: false, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'vehicle.find': { changes: false, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'vehicle.resolve': { changes: true, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'vehicle.paid': { changes: true, roles: ['desk', 'office', 'guard'], scope: 'ownCampus', console: true },
  'traffic.close': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'traffic.open': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'traffic.list': { changes: false, roles: ['anyone'], scope: 'nothing', console: true },

  'invitation.create': { changes: true, roles: ['approver'], scope: 'ownUnit' },
  'invitation.link': { changes: true, roles: ['approver'], scope: 'ownUnit' },
  'invitation.close': { changes: true, roles: ['approver'], scope: 'self', console: true },
  'invitation.list': { changes: false, roles: ['approver'], scope: 'self', whileFrozen: true, console: true },
  'invitation.open': { changes: false, roles: ['anyone'], scope: 'nothing' },
  'invitation.accept': { changes: true, roles: ['anyone'], scope: 'nothing' },
  'invitation.claim': { changes: true, roles: ['anyone'], scope: 'nothing' },
  'invitation.undo': { changes: true, roles: ['approver'], scope: 'self' },
  'activity.apply': { changes: true, roles: ['approver'], scope: 'ownUnit', console: true },
  'activity.list': {
    changes: false,
    roles: ['approver', 'office'],
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'activity.get': {
    changes: false,
    roles: ['approver', 'office'],
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'activity.answer': { changes: true, roles: ['approver', 'office'], scope: 'ownUnit', console: true },
  'activity.close': { changes: true, roles: ['approver', 'office'], scope: 'ownUnit', console: true },
  'activity.cancel': { changes: true, roles: ['approver', 'office'], scope: 'ownUnit', console: true },
  'activity.message': { changes: true, roles: ['approver', 'office'], scope: 'ownUnit', console: true },
  'activity.addGuests': { changes: true, roles: ['approver', 'office'], scope: 'ownUnit', console: true },
  'activity.guests': {
    changes: false,
    roles: ['approver', 'office'],
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'activity.export': { changes: true, roles: ['approver', 'office'], scope: 'ownUnit', console: true },
  'activity.code': { changes: false, roles: ['approver', 'office'], scope: 'ownUnit', whileFrozen: true },
  'activity.open': { changes: false, roles: ['anyone'], scope: 'nothing' },
  'activity.join': { changes: true, roles: ['anyone'], scope: 'self' },
  'standing.apply': { changes: true, roles: ['approver'], scope: 'ownUnit', console: true },
  'standing.add': { changes: true, roles: ['approver'], scope: 'ownUnit', console: true },
  'standing.revise': { changes: true, roles: ['approver'], scope: 'ownUnit', console: true },
  'standing.list': {
    changes: false,
    roles: ['approver', 'office'],
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'standing.get': {
    changes: false,
    roles: ['approver', 'office'],
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'standing.people': {
    changes: false,
    roles: ['approver', 'office'],
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'standing.answer': { changes: true, roles: ['office'], scope: 'ownUnit', console: true },
  'standing.renew': { changes: true, roles: ['approver'], scope: 'ownUnit', console: true },
  'standing.withdraw': { changes: true, roles: ['approver', 'office'], scope: 'ownUnit', console: true },
  'standing.papers': { changes: true, roles: ['approver'], scope: 'ownUnit', console: true },
  'standing.export': { changes: true, roles: ['approver', 'office'], scope: 'ownUnit', console: 'only' },
  'standing.confirm': { changes: true, roles: ['approver'], scope: 'ownUnit', console: true },
  'standing.claim': { changes: true, roles: ['anyone'], scope: 'self' },

  'walkIn.code': { changes: false, roles: ['guard'], scope: 'ownGate' },
  'walkIn.read': { changes: false, roles: ['anyone'], scope: 'self' },
  'walkIn.submit': { changes: true, roles: ['anyone'], scope: 'self' },
  'walkIn.revoke': { changes: true, roles: ['desk', 'office'], scope: 'ownCampus', console: 'only' },
  'walkIn.quotas': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'walkIn.saveQuota': { changes: true, roles: ['office'], scope: 'everything', console: true },

  'host.visits': { changes: false, roles: ['staff'], scope: 'self' },
  'host.confirm': { changes: true, roles: ['staff'], scope: 'hostedVisit' },
  'host.get': { changes: false, roles: ['anyone'], scope: 'nothing' },
  'host.code': { changes: false, roles: ['staff'], scope: 'self' },
  'unit.get': { changes: false, roles: ['anyone'], scope: 'nothing' },
  'unit.code': { changes: false, roles: ['staff', 'approver'], scope: 'ownUnit', whileFrozen: true },

  'file.begin': {
    changes: true,
    roles: ['anyone', 'staff', 'approver', 'desk', 'office'],
    scope: 'self',
    whileFrozen: true,
  },
  'file.keep': { changes: true, roles: ['anyone'], scope: 'self' },
  'file.discard': { changes: true, roles: ['anyone'], scope: 'self' },
  'face.withdraw': { changes: true, roles: ['anyone'], scope: 'ownVisit' },

  'data.read': { changes: false, roles: ['anyone'], scope: 'self' },
  'data.export': { changes: true, roles: ['anyone'], scope: 'self' },
  'data.erase': { changes: true, roles: ['anyone'], scope: 'self' },
  'data.requests': { changes: false, roles: ['office'], scope: 'everything', console: true },

  'audit.list': { changes: false, roles: ['office'], scope: 'everything', console: 'only' },
  'audit.verify': { changes: false, roles: ['office'], scope: 'everything', console: 'only' },

  'record.visits': { changes: false, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'record.search': { changes: false, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'record.get': { changes: false, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'record.unmask': { changes: true, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'record.passages': { changes: false, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'record.exportVisits': { changes: true, roles: ['office'], scope: 'ownCampus', console: 'only' },
  'record.exportPassages': { changes: true, roles: ['office'], scope: 'ownCampus', console: 'only' },

  'record.dayList': { changes: true, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'board.read': { changes: false, roles: ['desk', 'office'], scope: 'ownCampus', console: 'only' },
  'figures.read': { changes: false, roles: ['office'], scope: 'everything', console: 'only' },
  'figures.export': { changes: true, roles: ['office'], scope: 'everything', console: 'only' },

  'approval.search': {
    changes: false,
    roles: ['approver'],
    scope: 'ownUnit',
    whileFrozen: true,
    console: true,
  },
  'approval.decideMany': { changes: true, roles: ['approver'], scope: 'unitVisit', console: true },

  'rules.get': { changes: false, roles: ['office'], scope: 'everything', console: 'only' },
  'rules.change': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'template.save': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'notice.rejected': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'tariff.add': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'device.save': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'device.disable': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'device.list': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'gate.save': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'gate.list': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'gate.wrongTries': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'gate.conflicts': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'gate.settleConflict': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'staff.find': { changes: false, roles: ['office'], scope: 'everything', console: true },
  'staff.save': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'staff.unbind': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'import.staff': { changes: false, roles: ['office'], scope: 'everything', console: 'only' },
  'import.places': { changes: false, roles: ['office'], scope: 'everything', console: 'only' },
  'import.phones': { changes: false, roles: ['office'], scope: 'everything', console: 'only' },
  'import.write': { changes: true, roles: ['office'], scope: 'everything', console: 'only' },
  'emergency.get': { changes: false, roles: ['anyone', 'desk', 'office'], scope: 'nothing', console: true },
  'emergency.switch': { changes: true, roles: ['office'], scope: 'everything', console: true },
  'emergency.report': { changes: true, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'emergency.list': { changes: false, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'emergency.reconcile': { changes: true, roles: ['desk', 'office'], scope: 'ownCampus', console: true },
  'campus.inside': { changes: false, roles: ['desk', 'office', 'guard'], scope: 'ownCampus', console: true },
} as const satisfies Readonly<Record<string, ActionTraits>>

export type Action = keyof typeof ACTIONS

/** Actions that no phone calls. */
export type ConsoleAction = {
  [A in Action]: (typeof ACTIONS)[A] extends { console: 'only' } ? A : never
}[Action]

/** The traits of an action; all of them have the same shape. */
export const traitsOf = (action: Action): ActionTraits => ACTIONS[action]
