import type { Input, Output } from '../../../contract'
import { phoneStateOf } from '../../../miniprogram/domain/visit/fair-use'
import { fitsQueue, WHOLE_QUEUE } from '../../../miniprogram/domain/visit/queue-filter'
import { allowedActions } from '../../../miniprogram/domain/visit/visit'
import { listGates } from '../../stores/campus'
import type { Page } from '../../platform/pages'
import { passagesOf } from '../../stores/passages'
import { visitsToCancel } from '../../stores/release-requests'
import { loadSettings } from '../../stores/settings'
import { listVisits, loadVisit, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { approvalRows, hintsOf } from './approval-rows'
import { loadOwnRequests, openReleasesOf, type ReleaseRequest } from '../../stores/release-requests'
import { additionOf } from './ask-change'
import { historyFor } from './changed-fields'
import { needsColleague } from './decide'
import { askedOf } from './in-the-way'
import { formSeenByApprover } from './masked-form'
import { unsealForm } from './sealed-form'
import { gatesOf, passageView, rowOf } from './views'
import { faceViewOf } from '../face/visit-face'

/** One tab of the bookings of all own units, merged (spec 8). */
export async function listUnitVisits(
  caller: Caller,
  { list, cursor, filter = WHOLE_QUEUE, size }: Input<'approval.list'>,
): Promise<Output<'approval.list'>> {
  const unitIds = caller.scope.units()
  const [{ rows, next }, toCancel] = await Promise.all([
    readQueue(unitIds, list, cursor, size, (visit) => fitsQueue(visit, filter, caller.today)),
    list === 'approved' ? visitsToCancel(unitIds) : NONE,
  ])
  return { rows: await approvalRows(caller, rows, toCancel), next }
}

const NONE: ReadonlySet<string> = new Set()

const MAX_PAGES_READ = 5

const ENOUGH_ROWS = 10

/** Reads on until there is something to show, but not through a whole year in one call. */
async function readQueue(
  unitIds: readonly string[],
  list: Input<'approval.list'>['list'],
  cursor: string | null,
  size: number | undefined,
  fits: (visit: Visit) => boolean,
): Promise<Page<Visit>> {
  const rows: Visit[] = []
  let next = cursor
  for (let read = 0; read < MAX_PAGES_READ; read++) {
    const page = await listVisits({ unitIds }, list, next, size)
    rows.push(...page.rows.filter(fits))
    next = page.next
    if (next === null || rows.length >= ENOUGH_ROWS) break
  }
  return { rows, next }
}

/** One booking of an own unit, with numbers masked (spec 9). */
export async function readUnitVisit(
  caller: Caller,
  { visitId }: Input<'approval.get'>,
): Promise<Output<'approval.get'>> {
  const [found, passages, { cancelRequest, changeRequest }, open, gates, settings] = await Promise.all([
    loadVisit(visitId),
    passagesOf(visitId),
    loadOwnRequests(visitId),
    openReleasesOf(visitId),
    listGates(),
    loadSettings(),
  ])
  const visit = caller.scope.visit(found)
  const allowed = allowedActions(visit, caller.now)
  const decides = caller.approver !== null && caller.approver.frozen === null
  const [face, leftToColleague] = await Promise.all([
    faceViewOf(visit),
    allowed.approve && needsColleague(caller, visit),
  ])
  return {
    visit: rowOf(visit, caller.now, 'clear'),
    rev: visit.rev,
    purposeClass: visit.purposeClass,
    ...formSeenByApprover(unsealForm(visit)),
    phoneState: phoneStateOf(visit),
    gates: gatesOf(visit, gates),
    hints: hintsOf(visit, settings),
    hostConfirmation: visit.hostConfirmation,
    face,
    invitation: visit.inviter === null ? null : { byName: visit.inviter.name, vip: visit.vip },
    fourEyes: { selfApproved: visit.selfApproved, leftToColleague },
    cancelAsked:
      cancelRequest?.state === 'open' && allowed.revoke
        ? { releaseId: cancelRequest._id, askedAt: cancelRequest.askedAt, reason: cancelRequest.reason }
        : null,
    changeAsked: openChangeOf(changeRequest, allowed.revoke),
    releases: open.flatMap((request) => askedOf(visit, request, caller.now) ?? []),
    allowedActions: {
      approve: decides && allowed.approve && !leftToColleague,
      return: decides && allowed.return,
      revoke: decides && allowed.revoke,
    },
    history: historyFor(visit, null),
    passages: passages.map(passageView),
  }
}

/** What the visitor asks for besides, as long as there is something to answer. */
function openChangeOf(request: ReleaseRequest | null, isApproved: boolean) {
  if (request?.state !== 'open' || !isApproved) return null
  const { _id: releaseId, askedAt, reason } = request
  return { releaseId, askedAt, reason, ...additionOf(request) }
}
