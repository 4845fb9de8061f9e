import type { Action } from '../../contract'
import type { Access } from '../usecases/access-row'

/**
 * Role × action × ownership: the one place that says who may do what (design 5). An action without a row can't be
 * called: the type asks for every one, and a test walks every cell.
 */
export const access: Readonly<Record<Action, Access>> = {
  me: { who: 'anyone', of: 'nothing' },
  'visit.options': { who: 'anyone', of: 'nothing' },
  'host.search': { who: 'anyone', of: 'nothing' },
  'consent.record': { who: 'anyone', of: 'nothing' },

  'visit.submit': { who: 'anyone', of: 'nothing' },
  'visit.revise': { who: 'anyone', of: 'ownVisit' },
  'visit.cancel': { who: 'anyone', of: 'ownVisit' },
  'visit.list': { who: 'anyone', of: 'ownVisit' },
  'visit.get': { who: 'anyone', of: 'ownVisit' },
  'pass.issue': { who: 'anyone', of: 'ownVisit' },

  'approval.list': { who: 'approver', of: 'unitVisit', whileFrozen: true },
  'approval.get': { who: 'approver', of: 'unitVisit', whileFrozen: true },
  'approval.approve': { who: 'approver', of: 'unitVisit' },
  'approval.return': { who: 'approver', of: 'unitVisit' },
  'approval.revoke': { who: 'approver', of: 'unitVisit' },

  'gate.admit': { who: 'guard', of: 'ownGate' },
  'gate.snapshot': { who: 'guard', of: 'nothing' },
  'gate.recent': { who: 'guard', of: 'ownGate' },
  'gate.deliver': { who: 'guard', of: 'ownGate' },
  'gate.face': { who: 'guard', of: 'ownGate' },
  'gate.markMisfit': { who: 'guard', of: 'ownGate' },

  'release.ask': { who: 'anyone', of: 'nothing' },
  'release.list': { who: 'approver', of: 'unitVisit', whileFrozen: true },
  'release.answer': { who: 'approver', of: 'unitVisit' },

  'blacklist.propose': { who: ['office', 'desk'], of: 'everything' },
  'blacklist.list': { who: 'office', of: 'everything' },
  'blacklist.get': { who: 'office', of: 'everything' },
  'blacklist.answer': { who: 'office', of: 'everything' },
  'blacklist.askLift': { who: 'office', of: 'everything' },
  'blacklist.answerLift': { who: 'office', of: 'everything' },

  'staff.bind': { who: 'anyone', of: 'nothing' },
  'unit.list': { who: 'anyone', of: 'nothing' },
  'account.ask': { who: 'staff', of: 'nothing' },
  'account.asked': { who: 'staff', of: 'nothing' },
  'account.requests': { who: 'office', of: 'everything' },
  'account.answer': { who: 'office', of: 'everything' },
  'account.list': { who: 'office', of: 'everything' },
  'account.freeze': { who: 'office', of: 'everything' },
  'account.unfreeze': { who: 'office', of: 'everything' },
  'account.remove': { who: 'office', of: 'everything' },
  'deputy.set': { who: 'approver', of: 'nothing' },
  'deputy.get': { who: 'approver', of: 'nothing', whileFrozen: true },

  'vehicle.askCheck': { who: 'anyone', of: 'nothing' },
  'vehicle.list': { who: ['desk', 'office'], of: 'ownCampus' },
  'vehicle.find': { who: ['desk', 'office'], of: 'ownCampus' },
  'vehicle.resolve': { who: ['desk', 'office'], of: 'ownCampus' },
  'vehicle.paid': { who: ['desk', 'office', 'guard'], of: 'ownCampus' },
  'traffic.close': { who: 'office', of: 'everything' },
  'traffic.open': { who: 'office', of: 'everything' },
  'traffic.list': { who: 'anyone', of: 'nothing' },

  'invitation.create': { who: 'approver', of: 'nothing' },
  'invitation.link': { who: 'approver', of: 'nothing' },
  'invitation.close': { who: 'approver', of: 'nothing' },
  'invitation.list': { who: 'approver', of: 'nothing', whileFrozen: true },
  'invitation.open': { who: 'anyone', of: 'nothing' },
  'invitation.accept': { who: 'anyone', of: 'nothing' },
  'host.visits': { who: 'staff', of: 'hostedVisit' },
  'host.word': { who: 'staff', of: 'hostedVisit' },
  'host.get': { who: 'anyone', of: 'nothing' },
  'host.code': { who: 'staff', of: 'nothing' },
  'unit.get': { who: 'anyone', of: 'nothing' },
  'unit.code': { who: ['staff', 'approver'], of: 'nothing', whileFrozen: true },

  'face.begin': { who: 'anyone', of: 'nothing' },
  'face.keep': { who: 'anyone', of: 'nothing' },
  'face.discard': { who: 'anyone', of: 'nothing' },
  'face.withdraw': { who: 'anyone', of: 'ownVisit' },

  'approval.search': { who: 'approver', of: 'unitVisit', whileFrozen: true },
  'approval.decideMany': { who: 'approver', of: 'unitVisit' },

  'rules.get': { who: 'office', of: 'everything' },
  'rules.change': { who: 'office', of: 'everything' },
  'tariff.add': { who: 'office', of: 'everything' },
  'device.save': { who: 'office', of: 'everything' },
  'device.disable': { who: 'office', of: 'everything' },
  'device.list': { who: 'office', of: 'everything' },
  'gate.save': { who: 'office', of: 'everything' },
  'gate.conflicts': { who: 'office', of: 'everything' },
  'staff.save': { who: 'office', of: 'everything' },
  'staff.unbind': { who: 'office', of: 'everything' },
  'emergency.get': { who: ['anyone', 'desk', 'office'], of: 'nothing' },
  'emergency.switch': { who: 'office', of: 'everything' },
  'emergency.report': { who: ['desk', 'office'], of: 'ownCampus' },
  'emergency.list': { who: ['desk', 'office'], of: 'everything' },
  'emergency.reconcile': { who: ['desk', 'office'], of: 'everything' },
  'campus.inside': { who: ['desk', 'office', 'guard'], of: 'ownCampus' },
}
