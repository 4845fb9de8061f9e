import type * as z from 'zod'
import type { Action, actions, Output } from '../../contract'
import type { ConsoleAction } from '../../miniprogram/actions'
import { askErasure, listAskedErasures } from '../usecases/account/erase'
import { exportOwnData, readOwnData } from '../usecases/account/own-records'
import { askVisitCancel } from '../usecases/visit/ask-cancel'
import { askVisitChange } from '../usecases/visit/ask-change'
import { bindStaff } from '../usecases/account/bind-staff'
import { setUpOffice } from '../usecases/account/set-up'
import { bookingOptions } from '../usecases/visit/booking-options'
import { endSession, listSessions } from '../usecases/account/console-sessions'
import { confirmSignIn, lookAtSignIn, refuseSignIn } from '../usecases/account/console-sign-in'
import { cancelVisit } from '../usecases/visit/cancel'
import type { Caller } from '../usecases/caller'
import { approveVisit, returnVisit, revokeVisit } from '../usecases/visit/decide'
import { readDeputy } from '../usecases/account/read-deputy'
import { setDeputy } from '../usecases/account/set-deputy'
import { disableDevice } from '../usecases/gate/disable-device'
import { readDevices } from '../usecases/gate/list-devices'
import { saveDevice } from '../usecases/gate/save-device'
import { listRejected, saveTemplate } from '../usecases/notice/templates'
import { decideMany } from '../usecases/visit/decide-many'
import { searchVisits } from '../usecases/visit/search'
import { addTariff } from '../usecases/campus/add-tariff'
import { changeRules } from '../usecases/campus/change-rules'
import { saveGate } from '../usecases/campus/save-gate'
import { listGatesAndCampuses } from '../usecases/campus/list-gates'
import { settleConflict } from '../usecases/gate/settle-conflict'
import { endDuty, listDutyAccounts, saveDuty } from '../usecases/account/duties'
import { findStaffRows } from '../usecases/account/find-staff'
import { listPresent } from '../usecases/campus/presence'
import { showFace } from '../usecases/gate/show-face'
import { gateSnapshot } from '../usecases/gate/snapshot'
import { listWrongTries } from '../usecases/gate/wrong-tries'
import { readDirections } from '../usecases/pass/directions'
import { issuePass } from '../usecases/pass/issue'
import { saveStaff } from '../usecases/account/save-staff'
import { unbindStaff } from '../usecases/account/unbind-staff'
import { me } from '../usecases/account/me'
import { recordConsent } from '../usecases/account/record-consent'
import { unmaskVisit } from '../usecases/visit/unmask'
import { provePhone } from '../usecases/visit/prove-phone'
import { searchHosts } from '../usecases/visit/search-hosts'
import { submitVisit } from '../usecases/visit/submit'
import { readUnit, readUnitCode } from '../usecases/campus/unit-code'
import { askAccount, readAskedAccount } from '../usecases/account/ask-account'
import { answerAskedAccount, listAskedAccounts } from '../usecases/account/answer-account'
import { listAccounts } from '../usecases/account/list-accounts'
import { freezeAccount, removeAccount, unfreezeAccount } from '../usecases/account/freeze-account'
import { listAllUnits } from '../usecases/campus/list-units'
import { changeEmergency, readEmergency } from '../usecases/emergency/switch'
import { reportEmergency } from '../usecases/emergency/report'
import { listEmergencies } from '../usecases/emergency/list'
import { reconcileEmergency } from '../usecases/emergency/reconcile'
import { addGuests } from '../usecases/activity/add-guests'
import { applyForActivity, answerAskedActivity } from '../usecases/activity/apply'
import { readActivityCode } from '../usecases/activity/code'
import {
  cancelUnitActivity,
  closeOpenActivity,
  exportGuests,
  tellGuests,
} from '../usecases/activity/look-after'
import { joinActivity, openActivity } from '../usecases/activity/join'
import { listActivityGuests, listUnitActivities, readActivity } from '../usecases/activity/read'
import { addToStandingPass, applyForStandingPass, reviseStandingPass } from '../usecases/standing-pass/apply'
import { claimStandingPasses } from '../usecases/standing-pass/claim'
import {
  answerAskedPass,
  changePapers,
  confirmStandingPasses,
  renewStandingPass,
  withdrawPeople,
} from '../usecases/standing-pass/look-after'
import {
  listDueConfirmations,
  listOwnStandingPasses,
  listStandingPeople,
  readStandingPass,
} from '../usecases/standing-pass/read'
import { showWalkInCode } from '../usecases/walk-in/show-code'
import { readWalkInCode } from '../usecases/walk-in/read-code'
import { submitWalkIn } from '../usecases/walk-in/submit'
import { listWalkInQuotas, saveWalkInQuota } from '../usecases/walk-in/quotas'
import { createInvitation, linkInvitation } from '../usecases/invitation/invite'
import { withdrawInvitation } from '../usecases/invitation/withdraw'
import { listOwnInvitations } from '../usecases/invitation/list'
import { claimInvitation, undoInvitationClaim } from '../usecases/invitation/claim'
import { acceptInvitation, openInvitation } from '../usecases/invitation/accept'
import { proposeBlacklist } from '../usecases/blacklist/propose'
import { answerBlacklist, answerBlacklistLift, askBlacklistLift } from '../usecases/blacklist/answer'
import { listBlacklist, readBlacklist } from '../usecases/blacklist/read'
import { askVehicleCheck } from '../usecases/vehicle/ask-check'
import { findVehicle, listVehicles } from '../usecases/vehicle/read'
import { payVehicle, resolveVehicle } from '../usecases/vehicle/settle'
import { closeGates, listControls, openGates } from '../usecases/vehicle/control-traffic'
import { beginFile, discardFile, keepFile } from '../usecases/file/uploads'
import { addFace, answerFace, withdrawFace } from '../usecases/face/visit-face'
import { listOwnVisits, readOwnVisit } from '../usecases/visit/read-own'
import { listUnitVisits, readUnitVisit } from '../usecases/visit/read-unit'
import { reviseVisit } from '../usecases/visit/revise'
import { readDayList } from '../usecases/visit/day-list'
import { listPassageRecords, listVisitRecords } from '../usecases/visit/list-records'
import { readRecord, unmaskRecord } from '../usecases/visit/read-record'
import { searchRecords } from '../usecases/visit/search-records'
import { askRelease, listReleaseRequests } from '../usecases/visit/ask-release'
import { answerReleaseRequest } from '../usecases/visit/answer-release'
import { confirmHost, listHostedVisits } from '../usecases/visit/confirm-host'
import { readHost, readHostCode } from '../usecases/visit/read-host'
import { admit, markPurposeMismatch, uploadPassages } from '../usecases/gate/guard-check'
import { readConflicts, recentPassages } from '../usecases/gate/guard-lists'

type Parsed<A extends Action> = z.output<(typeof actions)[A]['input']>

/** Which use case answers which action, of some actions. */
export type UseCases<Of extends Action> = {
  [A in Of]: (caller: Caller, input: Parsed<A>) => Promise<Output<A>>
}

/** What phones call, and the console with them. */
export const useCases: UseCases<Exclude<Action, ConsoleAction>> = {
  me,
  'visit.options': bookingOptions,
  'host.search': searchHosts,
  'consent.record': recordConsent,

  'visit.submit': submitVisit,
  'visit.revise': reviseVisit,
  'visit.cancel': cancelVisit,
  'visit.askCancel': askVisitCancel,
  'visit.askChange': askVisitChange,
  'visit.list': listOwnVisits,
  'visit.get': readOwnVisit,
  'phone.prove': provePhone,
  'pass.issue': issuePass,
  'pass.directions': readDirections,

  'approval.list': listUnitVisits,
  'approval.get': readUnitVisit,
  'approval.approve': approveVisit,
  'approval.unmask': unmaskVisit,
  'approval.return': returnVisit,
  'approval.revoke': revokeVisit,

  'gate.check': admit,
  'gate.snapshot': gateSnapshot,
  'gate.recent': recentPassages,
  'gate.face': showFace,
  'gate.markPurposeMismatch': markPurposeMismatch,
  'gate.uploadPassages': uploadPassages,

  'release.ask': askRelease,
  'release.list': listReleaseRequests,
  'release.answer': answerReleaseRequest,

  'blacklist.propose': proposeBlacklist,
  'blacklist.list': listBlacklist,
  'blacklist.get': readBlacklist,
  'blacklist.answer': answerBlacklist,
  'blacklist.askLift': askBlacklistLift,
  'blacklist.answerLift': answerBlacklistLift,

  'staff.bind': bindStaff,
  'unit.list': listAllUnits,
  'account.ask': askAccount,
  'account.asked': readAskedAccount,
  'account.requests': listAskedAccounts,
  'account.answer': answerAskedAccount,
  'account.list': listAccounts,
  'account.setUp': setUpOffice,
  'account.freeze': freezeAccount,
  'account.unfreeze': unfreezeAccount,
  'account.remove': removeAccount,
  'deputy.set': setDeputy,
  'deputy.get': readDeputy,

  'console.look': lookAtSignIn,
  'console.confirm': confirmSignIn,
  'console.refuse': refuseSignIn,
  'console.sessions': listSessions,
  'console.end': endSession,

  'vehicle.askCheck': askVehicleCheck,
  'vehicle.list': listVehicles,
  'vehicle.find': findVehicle,
  'vehicle.resolve': resolveVehicle,
  'vehicle.paid': payVehicle,
  'traffic.close': closeGates,
  'traffic.open': openGates,
  'traffic.list': listControls,

  'invitation.create': createInvitation,
  'invitation.link': linkInvitation,
  'invitation.close': withdrawInvitation,
  'invitation.list': listOwnInvitations,
  'invitation.open': openInvitation,
  'invitation.accept': acceptInvitation,
  'invitation.claim': claimInvitation,
  'invitation.undo': undoInvitationClaim,
  'activity.apply': applyForActivity,
  'activity.list': listUnitActivities,
  'activity.get': readActivity,
  'activity.answer': answerAskedActivity,
  'activity.close': closeOpenActivity,
  'activity.cancel': cancelUnitActivity,
  'activity.message': tellGuests,
  'activity.addGuests': addGuests,
  'activity.guests': listActivityGuests,
  'activity.export': exportGuests,
  'activity.code': readActivityCode,
  'activity.open': openActivity,
  'activity.join': joinActivity,
  'standing.apply': applyForStandingPass,
  'standing.add': addToStandingPass,
  'standing.revise': reviseStandingPass,
  'standing.list': listOwnStandingPasses,
  'standing.get': readStandingPass,
  'standing.people': listStandingPeople,
  'standing.answer': answerAskedPass,
  'standing.renew': renewStandingPass,
  'standing.withdraw': withdrawPeople,
  'standing.papers': changePapers,
  'standing.due': listDueConfirmations,
  'standing.confirm': confirmStandingPasses,
  'standing.claim': claimStandingPasses,
  'walkIn.code': showWalkInCode,
  'walkIn.read': readWalkInCode,
  'walkIn.submit': submitWalkIn,
  'walkIn.quotas': listWalkInQuotas,
  'walkIn.saveQuota': saveWalkInQuota,
  'host.visits': listHostedVisits,
  'host.confirm': confirmHost,
  'host.get': readHost,
  'host.code': readHostCode,
  'unit.get': readUnit,
  'unit.code': readUnitCode,

  'file.begin': beginFile,
  'file.keep': keepFile,
  'file.discard': discardFile,
  'face.add': addFace,
  'face.answer': answerFace,
  'face.withdraw': withdrawFace,

  'data.read': readOwnData,
  'data.export': exportOwnData,
  'data.erase': askErasure,
  'data.requests': listAskedErasures,

  'record.visits': listVisitRecords,
  'record.search': searchRecords,
  'record.get': readRecord,
  'record.unmask': unmaskRecord,
  'record.passages': listPassageRecords,

  'record.dayList': readDayList,

  'approval.search': searchVisits,
  'approval.decideMany': decideMany,

  'rules.change': changeRules,
  'template.save': saveTemplate,
  'notice.rejected': listRejected,
  'tariff.add': addTariff,
  'device.save': saveDevice,
  'device.disable': disableDevice,
  'device.list': readDevices,
  'gate.save': saveGate,
  'gate.wrongTries': listWrongTries,
  'gate.list': listGatesAndCampuses,
  'gate.settleConflict': settleConflict,
  'duty.list': listDutyAccounts,
  'duty.save': saveDuty,
  'duty.end': endDuty,
  'staff.find': findStaffRows,
  'gate.conflicts': readConflicts,
  'staff.save': saveStaff,
  'staff.unbind': unbindStaff,
  'emergency.get': readEmergency,
  'emergency.switch': changeEmergency,
  'emergency.report': reportEmergency,
  'emergency.list': listEmergencies,
  'emergency.reconcile': reconcileEmergency,
  'campus.inside': listPresent,
}
