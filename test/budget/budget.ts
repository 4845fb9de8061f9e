import type { Action, Input } from '../../contract'
import { SUBJECTS, type Scenario, type Subject } from './scenarios'

/** The most requests that a call may send while its caller waits: in all, and one after the other. */
export interface Budget {
  all: number
  inARow: number
  /** Where it shall come down to; null where nobody waits long, or it is there. In a row: null where only the sum counts. */
  target: { all: number; inARow: number | null } | null
}

const row = (all: number, inARow: number, targetAll?: number, targetInARow?: number): Budget => ({
  all,
  inARow,
  target: targetAll === undefined ? null : { all: targetAll, inARow: targetInARow ?? null },
})

/** An action that answers a list page by page. */
type List = { [A in Action]: Input<A> extends { cursor: string | null } ? A : never }[Action]

/** What a list costs unless it has a row: who asks, one query, and the names that its rows show. */
const LIST = row(3, 3)

/**
 * What every action and every call of gate hardware costs: in the cloud a request takes 5 to 20 ms and is billed. The
 * numbers are those measured; a change that needs more says why where it raises one, a change that needs fewer lowers it.
 */
const BUDGET: Readonly<Record<Exclude<Subject, List>, Budget> & Partial<Record<Scenario, Budget>>> = {
  me: row(4, 2, 6, 2),
  'visit.options': row(0, 0),
  'host.search': row(3, 2, 3, 2),
  'host.search, few have the name': row(3, 2, 3, 2),
  'host.search, few have the name, first of the day': row(3, 2, 3, 2),
  'consent.record': row(7, 7),
  'phone.prove': row(8, 8),
  'visit.submit': row(18, 15, 18, 15),
  'visit.revise': row(19, 17),
  'visit.cancel': row(10, 10),
  'visit.askCancel': row(8, 8),
  'visit.askChange': row(12, 12),
  'visit.list': row(1, 1),
  'visit.get': row(3, 1, 5, 2),
  'pass.issue': row(10, 10),
  'pass.directions': row(3, 2),
  'approval.list': row(2, 2, 4, 2),
  'approval.list, approved': row(3, 2, 4, 2),
  // one of them says what is asked of it
  'approval.get': row(5, 2, 6, 2),
  'approval.approve': row(11, 11, 16, 14),
  'approval.unmask': row(7, 7),
  'approval.return': row(13, 13),
  'approval.revoke': row(16, 16),
  'gate.check': row(9, 8, 10, 8),
  'gate.markPurposeMismatch': row(8, 8),
  'gate.face': row(9, 9),
  'gate.snapshot': row(4, 2),
  'gate.uploadPassages': row(12, 12),
  'gate.recent': row(2, 2),
  'device.save': row(10, 10),
  'device.disable': row(9, 9),
  'blacklist.propose': row(6, 6),
  // Two lists are counted beside, with the first page.
  'blacklist.list': row(4, 2),
  'blacklist.get': row(2, 2),
  // the last finds activities whose places somebody waits for
  'blacklist.answer': row(17, 17),
  'blacklist.askLift': row(7, 7),
  'blacklist.answerLift': row(16, 16),
  'release.ask': row(10, 10),
  'release.answer': row(17, 17),
  'staff.bind': row(10, 10),
  'account.setUp': row(6, 6),
  'console.look': row(3, 3),
  'console.confirm': row(8, 8),
  'console.refuse': row(8, 8),
  'console.sessions': row(2, 2),
  'console.end': row(7, 7),
  'unit.list': row(0, 0),
  'account.ask': row(13, 13),
  'account.asked': row(3, 2),
  'account.answer': row(15, 15),
  // What waits is counted beside.
  'account.requests': row(4, 3),
  'account.list': row(2, 2),
  'account.freeze': row(8, 8),
  'account.unfreeze': row(8, 8),
  'account.remove': row(8, 8),
  'deputy.set': row(12, 12),
  'deputy.get': row(2, 2),
  'vehicle.askCheck': row(6, 6),
  // Three lists are counted beside.
  'vehicle.list': row(6, 3),
  'vehicle.find': row(4, 4),
  'vehicle.resolve': row(11, 11),
  'vehicle.paid': row(10, 10),
  'traffic.close': row(6, 6),
  'traffic.open': row(7, 7),
  'gate.list': row(3, 2),
  'gate.settleConflict': row(6, 6),
  'duty.list': row(2, 2),
  'duty.save': row(9, 9),
  'duty.end': row(9, 9),
  'staff.find': row(4, 3),
  'traffic.list': row(1, 1),
  'invitation.create': row(16, 15),
  'invitation.link': row(7, 7),
  'invitation.close': row(13, 13),
  'invitation.open': row(3, 2),
  // hosts beside bookings: an open card rests on where its host is now
  'invitation.list': row(4, 3),
  'invitation.accept': row(19, 17),
  'invitation.claim': row(10, 10),
  'invitation.undo': row(12, 12),
  'activity.apply': row(9, 9),
  'activity.list': row(2, 2),
  'activity.get': row(5, 3),
  // Two lists are counted beside.
  'activity.guests': row(5, 3),
  // Who the answer is told to: whether who applied is still an approver.
  'activity.answer': row(32, 32),
  'activity.close': row(32, 32),
  'activity.cancel': row(32, 32),
  'activity.message': row(9, 9),
  'activity.addGuests': row(25, 22),
  'activity.export': row(9, 9),
  'activity.code': row(7, 7),
  'activity.open': row(3, 2),
  'activity.join': row(20, 18),
  // The office is told once a day; the first application of a day writes the message besides.
  'standing.apply': row(32, 32),
  'standing.add': row(28, 28),
  'standing.revise': row(24, 22),
  'standing.get': row(4, 3),
  // The same, and the calendars of who is let in: the blacklist may know them by now.
  'standing.answer': row(32, 27),
  'standing.renew': row(10, 10),
  'standing.withdraw': row(27, 27),
  'standing.papers': row(33, 33),
  'standing.export': row(9, 8),
  'standing.due': row(3, 2),
  'standing.confirm': row(8, 8),
  'standing.claim': row(15, 15),
  'walkIn.code': row(3, 2),
  'walkIn.read': row(20, 20),
  'walkIn.submit': row(24, 22),
  'walkIn.revoke': row(18, 17),
  'walkIn.quotas': row(20, 20),
  'walkIn.saveQuota': row(41, 41),
  // Two lists are counted beside.
  'host.visits': row(4, 2),
  'host.confirm': row(7, 7),
  'host.get': row(3, 2),
  'unit.get': row(2, 2),
  'unit.code': row(3, 2),
  'host.code': row(6, 6),
  'data.read': row(20, 6),
  'data.export': row(28, 14),
  'data.erase': row(8, 8),
  'audit.list': row(4, 4),
  'audit.verify': row(40, 10),
  'audit.heads': row(6, 4),
  'record.visits': row(2, 2),
  'record.search': row(4, 3),
  'record.get': row(3, 2),
  'record.unmask': row(7, 7),
  'record.exportVisits': row(8, 7),
  'record.exportPassages': row(9, 8),
  // What the visits of the day rest on is read beside each other.
  'record.dayList': row(10, 9),
  'board.read': row(3, 2),
  'figures.read': row(4, 4),
  'figures.export': row(12, 12),
  'approval.search': row(3, 2),
  'approval.decideMany': row(21, 18),
  'rules.get': row(5, 2),
  'rules.change': row(8, 8),
  'template.save': row(9, 9),
  'notice.rejected': row(4, 2),
  'tariff.add': row(8, 8),
  'gate.save': row(10, 10),
  'staff.save': row(12, 11),
  'staff.unbind': row(16, 13),
  'import.staff': row(3, 2),
  'import.places': row(6, 2),
  'import.phones': row(2, 1),
  'import.write': row(40, 40),
  'gate.wrongTries': row(2, 2),
  'gate.conflicts': row(2, 2),
  'emergency.get': row(2, 2),
  'emergency.switch': row(7, 7),
  'emergency.report': row(14, 14),
  // Two lists are counted beside.
  'emergency.list': row(6, 3),
  'emergency.reconcile': row(7, 7),
  // The first of the hour is noted on the trail, beside the list.
  'campus.inside': row(8, 7),
  'file.begin': row(14, 12),
  'file.keep': row(13, 13),
  'file.send': row(16, 14),
  'file.discard': row(10, 10),
  'face.add': row(13, 12),
  'face.answer': row(12, 12),
  'face.withdraw': row(8, 8),
  'me, approver': row(5, 2, 6, 2),
  'me, approver of three units': row(5, 2, 6, 2),
  'me, guard': row(4, 2, 6, 2),
  'me, desk': row(4, 2, 6, 2),
  'me, office': row(6, 2, 6, 2),
  'visit.submit, the host is told': row(18, 15),
  'visit.get, approved': row(4, 2, 5, 2),
  'approval.get, approved': row(5, 2, 6, 2),
  'gate.check, by plate': row(12, 11, 13, 11),
  'gate: verify': row(10, 8, 10, 8),
  'gate: verify, by plate': row(13, 11, 13, 11),
  'gate: override': row(11, 10),
  'gate: events': row(12, 12),
  'gate: snapshot': row(5, 2),
  // One after an activity was called off is the whole, which is read anew.
  'gate: snapshot, without news': row(6, 3, 3),
  // The addresses of the photos in it are one of them.
  'gate: faces': row(4, 3),
  'gate: keys': row(2, 2),
  'gate: heartbeat': row(2, 2, 2),
}

export const budgetOf = (scenario: Scenario): Budget => BUDGET[scenario] ?? LIST

/** Whatever has to keep a budget. */
export const BUDGETED = [...new Set([...SUBJECTS, ...(Object.keys(BUDGET) as Scenario[])])]
