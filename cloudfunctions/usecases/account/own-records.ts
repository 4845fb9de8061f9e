import type { Input, Output } from '../../../contract'
import { ACTING_ROLES } from '../../../miniprogram/domain/account/accounts'
import { hinderedBy } from '../../../miniprogram/domain/account/erasure'
import { maskDocument } from '../../../miniprogram/domain/values/masking'
import { pickFields, TEXT_FIELDS } from '../../../miniprogram/domain/visit/form-fields'
import { stateNow } from '../../../miniprogram/domain/visit/visit'
import { recordId } from '../../platform/replies'
import { shownRows } from '../../platform/shown-rows'
import { change } from '../../platform/unit-of-work'
import { loadUnitNames } from '../../stores/campus'
import { loadAccountRequest, type AccountRequest } from '../../stores/account-requests'
import { loadAccountsOf, type ApproverAccount } from '../../stores/accounts'
import { loadBooker } from '../../stores/bookers'
import { consentsLeft } from '../../stores/consents'
import { loadSessions, sessionsId } from '../../stores/console-sessions'
import { loadErasure } from '../../stores/erasures'
import { noteExportIn } from '../../stores/exports'
import { everyPassageOf, type Passage } from '../../stores/passages'
import { releasesAskedBy } from '../../stores/release-requests'
import { loadSettings } from '../../stores/settings'
import { listAllOf, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { historyFor } from '../visit/changed-fields'
import { unsealForm } from '../visit/sealed-form'
import { passageView, wordsOfPurpose } from '../visit/views'
import { erasureView, hindrancesOf } from './erase'
import { ALL_ROLES, loadAccounts } from './load-accounts'

/** Everything that is kept about the caller, for themself to read (spec 9). Of others it has what the caller typed, masked. */
export async function readOwnData(caller: Caller, _input: Input<'data.read'>): Promise<Output<'data.read'>> {
  const { templates, anonymiseAfterDays } = await loadSettings()
  const [visits, booker, consents, releases, erasure, accounts, account, unitName] = await Promise.all([
    listAllOf(caller.id),
    loadBooker(caller.id),
    consentsLeft(caller.id, [...new Set(Object.values(templates))]),
    releasesAskedBy(caller.id),
    loadErasure(caller.id),
    loadAccounts(caller.id, ALL_ROLES, caller.today),
    accountView(caller.id),
    loadUnitNames(),
  ])
  const askedAt = erasure?.state === 'open' ? erasure.askedAt : caller.now
  const [passages, hindrances] = await Promise.all([
    everyPassageOf(visits.map(({ _id }) => _id)),
    hindrancesOf(visits, caller.today, askedAt),
  ])
  const { staff } = accounts
  return {
    madeAt: caller.now,
    person: {
      staff: staff === null ? null : { name: staff.name, unitName: unitName(staff.unitId) },
      roles: ACTING_ROLES.filter((role) => accounts[role] !== null),
      provedPhones: booker.proved.length,
      messages: Object.values(consents).reduce((sum, left) => sum + left, 0),
    },
    account,
    visits: shownRows(visits, (visit) => visitView(visit, passages, caller)),
    releases: releases.map(({ field, askedAt, state, wantedFirstDay, wantedLastDay, reason }) => ({
      ...{ field, askedAt, state, firstDay: wantedFirstDay, lastDay: wantedLastDay, reason },
    })),
    erasure: erasure === null ? null : erasureView(erasure),
    hindered: hinderedBy(hindrances),
    keptDays: anonymiseAfterDays,
  }
}

/** Also of an account that has ended: what is kept of it is theirs to know. */
async function accountView(openid: string): Promise<Output<'data.read'>['account']> {
  const [request, [approver], signedIn] = await Promise.all([
    loadAccountRequest(openid),
    loadAccountsOf(openid, ['approver']) as Promise<ApproverAccount[]>,
    loadSessions(sessionsId(openid)),
  ])
  return {
    request: request === null ? null : requestView(request),
    steps: (approver?.history ?? []).map(({ at, action, reason }) => ({ at, action, reason })),
    signIns: (signedIn?.sessions ?? []).map(({ browser, address, beganAt, seenAt }) => ({
      ...{ browser, address, beganAt, seenAt },
    })),
  }
}

const requestView = ({ unitName, reason, leaderName, state, askedAt, answer }: AccountRequest) => ({
  ...{ unitName, reason, leaderName, state, askedAt, answer },
})

function visitView(visit: Visit, passages: readonly Passage[], { id, now }: Caller) {
  const form = unsealForm(visit)
  const { name, phone, documentKind, document, companions, privacy } = form
  return {
    ...{ id: visit._id, state: stateNow(visit, now), purpose: visit.purpose },
    purposeWords: wordsOfPurpose(visit),
    ...{
      hostName: visit.hostName,
      unitName: visit.unitName,
      firstDay: visit.firstDay,
      lastDay: visit.lastDay,
    },
    ...{
      name,
      phone,
      documentKind,
      document,
      plate: visit.plate,
      ...pickFields(form, TEXT_FIELDS),
      submittedAt: visit.submittedAt,
    },
    ...(privacy === undefined ? {} : { privacy }),
    companions: companions.map((companion) => ({
      ...{ name: companion.name, documentKind: companion.documentKind },
      document: maskDocument(companion.document),
    })),
    photo: visit.face === null ? null : { consentAt: visit.face.consentAt, kept: visit.face.file !== null },
    history: historyFor(visit, id),
    passages: passages.filter(({ visitId }) => visitId === visit._id).map(passageView),
  }
}

/** The same to take along, which stands on the audit trail; the reply that is kept for a retry has nothing of it. */
export async function exportOwnData(
  caller: Caller,
  input: Input<'data.export'>,
): Promise<Output<'data.export'>> {
  const { madeAt } = await change(caller, async ({ tx }) => {
    const made = { _id: recordId(caller, caller.requestId), what: 'ownData', at: caller.now } as const
    return { madeAt: await noteExportIn(tx, made) }
  })
  return { ...(await readOwnData(caller, input)), madeAt }
}
