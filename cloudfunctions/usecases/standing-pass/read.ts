import type { Input, Output } from '../../../contract'
import { maskDocument } from '../../../miniprogram/domain/values/masking'
import {
  dayOfStandingPass,
  isOpenToChange,
  isStandingOver,
  standingHolds,
  waitsForOffice,
} from '../../../miniprogram/domain/standing-pass/standing-pass'
import { confirmationDue, latestRenewal, renewableFrom } from '../../../miniprogram/domain/standing-pass/term'
import { papersUntil } from '../../../miniprogram/domain/standing-pass/papers'
import type { Day } from '../../../miniprogram/domain/values/days'
import { stateNow } from '../../../miniprogram/domain/visit/visit'
import { pageById } from '../../platform/pages'
import { shownRows } from '../../platform/shown-rows'
import { temporaryUrls } from '../../platform/files'
import { listGates } from '../../stores/campus'
import { loadSettings } from '../../stores/settings'
import {
  loadConfirmation,
  loadConfirmations,
  type StandingConfirmation,
} from '../../stores/standing-confirmations'
import {
  findOpenPasses,
  listStandingPasses,
  loadStandingPass,
  type StandingPass,
} from '../../stores/standing-passes'
import { countStanding, findStanding, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { gateView, nameOf } from '../visit/views'
import { unsealForm } from '../visit/sealed-form'
import { ownPass } from './own-pass'

type Row = Output<'standing.list'>['rows'][number]

function rowOf(
  pass: StandingPass,
  confirmation: StandingConfirmation | null,
  termEnds: readonly string[],
  { now, today }: Pick<Caller, 'now' | 'today'>,
): Row {
  const { _id: id, state, why, unitId, unitName, applicantName, firstDay, lastDay, renewal, history } = pass
  const until = papersUntil(pass.papers)
  return {
    ...{ id, state, why, unitId, unitName, applicantName, firstDay, lastDay, papersUntil: until },
    over: isStandingOver(pass, today),
    renewalUntil: renewal?.lastDay ?? null,
    confirmUntil: confirmUntil(pass, confirmation, termEnds, { now, today }),
    askedAt: history[0]?.at ?? 0,
  }
}

/** Until when a pass that holds has to be confirmed; null: not now. */
function confirmUntil(
  pass: StandingPass,
  confirmation: StandingConfirmation | null,
  termEnds: readonly string[],
  { now, today }: Pick<Caller, 'now' | 'today'>,
): Day | null {
  if (!standingHolds(pass, dayOfStandingPass(pass, now))) return null
  return confirmationDue(pass, confirmation?.confirmedOn ?? null, termEnds, today)?.until ?? null
}

/**
 * Which of the caller's units have to confirm their list, and until when. Asked apart from the list, of which a page shows
 * the latest passes only, or none but those that the office has to answer.
 */
export async function listDueConfirmations(caller: Caller): Promise<Output<'standing.due'>> {
  const own = caller.scope.units()
  const [passes, confirmations, { termEnds }] = await Promise.all([
    findOpenPasses(own),
    loadConfirmations(own),
    loadSettings(),
  ])
  const units = new Map<string, Output<'standing.due'>['units'][number]>()
  for (const pass of passes) {
    const { unitId, unitName } = pass
    const until = confirmUntil(pass, confirmations.get(unitId) ?? null, termEnds, caller)
    const first = units.get(unitId)
    if (until !== null && (first === undefined || until < first.until))
      units.set(unitId, { unitId, unitName, until })
  }
  return { units: [...units.values()].sort((a, b) => (a.until < b.until ? -1 : 1)) }
}

/** Standing passes of the caller's units, latest first; the office sees all, or those of a unit, or that it has to answer. */
export async function listOwnStandingPasses(
  caller: Caller,
  { waiting, unitId, cursor }: Input<'standing.list'>,
): Promise<Output<'standing.list'>> {
  const own = caller.scope.units()
  const byOffice = caller.office !== null
  const seen = byOffice ? null : own
  const units = unitId === undefined ? seen : (seen ?? [unitId]).filter((each) => each === unitId)
  const [page, { termEnds }] = await Promise.all([
    listStandingPasses(units, byOffice && waiting, cursor),
    loadSettings(),
  ])
  const confirmations = await loadConfirmations([...new Set(page.rows.map(({ unitId }) => unitId))])
  const rows = shownRows(page.rows, (pass) =>
    rowOf(pass, confirmations.get(pass.unitId) ?? null, termEnds, caller),
  )
  return { rows, next: page.next }
}

/** One standing pass, and what the caller may do with it. */
export async function readStandingPass(
  caller: Caller,
  { passId }: Input<'standing.get'>,
): Promise<Output<'standing.get'>> {
  const pass = ownPass(caller, await loadStandingPass(passId))
  const [people, gates, settings, confirmation, urls] = await Promise.all([
    countStanding(passId),
    listGates(),
    loadSettings(),
    loadConfirmation(pass.unitId),
    temporaryUrls(pass.papers.flatMap(({ photo }) => photo?.file ?? [])),
  ])
  const files = pass.papers.flatMap(({ photo }) => photo?.file ?? [])
  const { why, firstDay, lastDay, weekdays, hours, gateIds, fee, reason, history } = pass
  const day = dayOfStandingPass(pass, caller.now)
  const holds = standingHolds(pass, day)
  const ofUnit = caller.scope.units().includes(pass.unitId) && caller.approver !== null
  const waits = caller.office !== null && waitsForOffice(pass)
  const own = pass.makers.includes(caller.id)
  return {
    pass: rowOf(pass, confirmation, settings.termEnds, caller),
    rev: pass.rev,
    plan: { why, firstDay, lastDay, weekdays, hours, gateIds, fee },
    gates: gates.filter(({ _id }) => gateIds.includes(_id)).map(gateView),
    papers: pass.papers.map(({ name, until, photo }) => ({
      ...{ name, until, photo: photo?.id ?? null },
      url: photo === null ? null : (urls[files.indexOf(photo.file)] ?? null),
    })),
    ...{ people, reason, history },
    latestRenewal: latestRenewal(lastDay, settings),
    allowedActions: {
      answer: waits && !own,
      needsColleague: waits && own,
      change: ofUnit && isOpenToChange(pass),
      papers: ofUnit && (isOpenToChange(pass) || holds),
      renew: ofUnit && holds && pass.renewal === null && day >= renewableFrom(lastDay),
      withdraw: (ofUnit || caller.office !== null) && (isOpenToChange(pass) || holds),
    },
  }
}

const PEOPLE_PAGE = 50
const TAIL = 4

/** Everybody on it by name; numbers as far as they are ever shown (spec 9). */
export async function listStandingPeople(
  caller: Caller,
  { passId, cursor }: Input<'standing.people'>,
): Promise<Output<'standing.people'>> {
  ownPass(caller, await loadStandingPass(passId))
  const page = pageById(await findStanding(passId, cursor ?? '', PEOPLE_PAGE + 1), PEOPLE_PAGE)
  return { rows: shownRows(page.rows, (visit) => personRow(visit, caller.now)), next: page.next }
}

function personRow(visit: Visit, now: number): Output<'standing.people'>['rows'][number] {
  const { phone, document } = unsealForm(visit)
  return {
    id: visit._id,
    name: nameOf(visit),
    phoneTail: phone.slice(-TAIL),
    document: document === '' ? '' : maskDocument(document),
    plate: visit.plate,
    state: stateNow(visit, now),
    /** Holds the pass on a phone. */
    claimed: visit.owner !== '',
    photo: visit.face?.file == null ? 'none' : visit.face.asked === true ? 'asked' : 'taken',
    cameAt: visit.firstEntryAt,
  }
}
