import type { LoadFailure } from '../../../api/api-error'
import type { Me, Output } from '../../../../contract'
import { formatMoment } from '../../../locales/days'
import { holdsUnit } from '../account/account.view'
import type { NoticeUse } from '../../../domain/notice/parts'
import { mineWords } from '../../../locales/pages/mine'

type AskedAccount = Output<'account.asked'>['request']

export interface MineState {
  me: Me | null
  failure: LoadFailure | null
  loading: boolean
  /** The phone number is being matched against the directory. */
  binding: boolean
  bindRefused: string
  /** Null: nothing asked for, or not staff. */
  asked: AskedAccount
}

/** Where a row leads; mine.ts knows the addresses. */
export type MineTarget =
  | 'approvals'
  | 'invitations'
  | 'releases'
  | 'activities'
  | 'standing'
  | 'gate'
  | 'vehicles'
  | 'office'
  | 'setup'
  | 'console'
  | 'propose'
  | 'emergency'
  | 'presence'
  | 'hostVisits'
  | 'hostCode'
  | 'unitCode'
  | 'account'
  | 'deputy'
  | 'reminders'

export interface MineView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof mineWords>['labels']
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  name: string
  unit: string
  /** What this person is, in words; everybody is a visitor too. */
  roles: Array<{ icon: string; name: string; words: string; attention: boolean }>
  /** Staff who haven't bound yet may do so here. */
  mayBind: boolean
  binding: boolean
  bindRefused: string
  rows: Array<{
    target: MineTarget
    icon: string
    title: string
    note: string
    count: string
    urgent: boolean
  }>
}

export const initialMine = (): MineState => ({
  me: null,
  failure: null,
  loading: true,
  binding: false,
  bindRefused: '',
  asked: null,
})

/** Who I am here, what I may do, and what this phone keeps of me (spec 1). */
export function mineView(state: MineState): MineView {
  const { me, failure, loading, binding, bindRefused } = state
  return {
    words: mineWords().labels,
    stage: me !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    waiting: loading,
    name: me === null ? '' : (me.staffName ?? workName(me)),
    unit: me?.staffUnit ?? '',
    roles: me === null ? [] : rolesOf(me),
    mayBind: me !== null && me.staffName === null,
    binding,
    bindRefused,
    rows: me === null ? [] : rowsOf(me, state.asked),
  }
}

/** Guards and the desk need not stand in the directory: then the work says who they are. */
function workName({ desk, guard, office }: Me): string {
  if (office !== null) return mineWords().office
  if (desk !== null) return mineWords().desk110
  return guard === null ? mineWords().visitor : mineWords().guardRole
}

const names = (rows: ReadonlyArray<{ name: string }>): string =>
  rows.map(({ name }) => name).join(mineWords().listComma)

function rolesOf(me: Me): MineView['roles'] {
  const role = (icon: string, name: string, words: string, attention = false) => ({
    icon,
    name,
    words,
    attention,
  })
  const roles = [role('user', mineWords().visitor, mineWords().visitorNote)]
  if (me.staffName !== null) roles.push(role('building', mineWords().staffRole, mineWords().staffNote))
  if (me.approver !== null) {
    const { frozen, units } = me.approver
    const since = frozen === null ? '' : formatMoment(frozen.since, me.now)
    roles.push(
      frozen === null
        ? role('undertake', mineWords().approverRole, names(units))
        : role(
            'lock-on',
            mineWords().frozenApprover,
            mineWords().frozenSince(names(units), since, frozen.reason),
            true,
          ),
    )
  }
  if (me.guard !== null) roles.push(role('gate', mineWords().guardRole, names(me.guard.gates)))
  if (me.desk !== null) roles.push(role('service', mineWords().desk110, names(me.desk.campuses)))
  if (me.office !== null) roles.push(role('shield', mineWords().office, mineWords().officeRoleNote))
  return roles
}

const many = (count: number): string => (count === 0 ? '' : count > 99 ? '99+' : String(count))

/** A row without a number. */
const quiet = (target: MineTarget, icon: string, title: string, note: string): MineView['rows'][number] => ({
  target,
  icon,
  title,
  note,
  count: '',
  urgent: false,
})

function rowsOf(me: Me, asked: AskedAccount): MineView['rows'] {
  const rows: MineView['rows'] = []
  const { approver, guard, desk, office, waiting } = me
  if (office !== null)
    rows.push({
      target: 'office',
      icon: 'shield',
      title: mineWords().officeRooms,
      note: office.waiting > 0 ? mineWords().somethingWaits : mineWords().officeRoleNote,
      count: many(office.waiting),
      urgent: office.waiting > 0,
    })
  if (me.setup) rows.push(quiet('setup', 'shield', mineWords().setup, mineWords().setupNote))
  if (approver !== null)
    rows.push({
      target: 'approvals',
      icon: 'undertake',
      title: mineWords().approvals,
      note: waiting.approvals > 0 ? mineWords().visitorsWait : mineWords().nothingWaiting,
      count: many(waiting.approvals),
      urgent: waiting.approvals > 0,
    })
  if (approver !== null)
    rows.push(
      quiet('invitations', 'mail', mineWords().inviteGuest, mineWords().inviteNote),
      quiet('activities', 'calendar', mineWords().activities, mineWords().activitiesNote),
      quiet('standing', 'calendar-time', mineWords().standing, mineWords().standingNote),
      quiet('releases', 'swap', mineWords().releaseRequests, mineWords().releaseRequestsNote),
    )
  if (guard !== null)
    rows.push({
      target: 'gate',
      icon: 'scan',
      title: mineWords().gateCheck,
      note: names(guard.gates),
      count: '',
      urgent: false,
    })
  if (desk !== null) rows.push(quiet('vehicles', 'car', mineWords().vehiclesInside, names(desk.campuses)))
  if (desk !== null || office !== null || guard !== null)
    rows.push(quiet('presence', 'usergroup', mineWords().presence, mineWords().presenceNote))
  if (desk !== null || office !== null)
    rows.push(
      quiet(
        'emergency',
        'call',
        mineWords().emergency,
        me.emergency ? mineWords().emergencyOnShort : mineWords().emergencyOffNote,
      ),
    )
  if (desk !== null && office === null)
    rows.push({
      target: 'propose',
      icon: 'user-clear',
      title: mineWords().proposeBlacklist,
      note: mineWords().proposeNote,
      count: '',
      urgent: false,
    })
  if (me.staffName !== null)
    rows.push(
      quiet('hostVisits', 'user-checked', mineWords().visitsToMe, mineWords().visitsToMeNote),
      quiet('hostCode', 'qrcode', mineWords().myCode, mineWords().myCodeNote),
    )
  if (me.staffName !== null || approver !== null)
    rows.push(quiet('unitCode', 'qrcode', mineWords().unitCode, mineWords().unitCodeNote))
  if ((approver !== null && approver.frozen === null) || desk !== null || office !== null)
    rows.push(quiet('console', 'internet', mineWords().console, mineWords().consoleNote))
  if (approver !== null && approver.frozen === null)
    rows.push(quiet('deputy', 'user-checked', mineWords().deputy, mineWords().deputyNote))
  rows.push(...remindersRow(me))
  if (me.staffName !== null)
    rows.push({
      target: 'account',
      icon: 'user-add',
      title: mineWords().accountRequest,
      note: askedNote(asked, approver),
      count: '',
      urgent: asked?.state === 'refused',
    })
  return rows
}

/** Of an account that was opened nothing is said once it is frozen or gone: the roles say how it is. */
function askedNote(asked: AskedAccount, approver: Me['approver']): string {
  if (asked === null || (asked.state === 'accepted' && !holdsUnit(approver, asked.unitName)))
    return mineWords().askedNote
  if (asked.state === 'open') return mineWords().requestOpen(asked.unitName)
  return asked.state === 'accepted'
    ? mineWords().requestAccepted(asked.unitName)
    : mineWords().requestRefused(asked.unitName)
}

/** Below this many somebody at work is shown that messages are about to stop. */
const FEW = 3

/** How many messages are left of what matters most to this person; no row: there are none at this university. */
function remindersRow(me: Me): MineView['rows'] {
  const own: readonly NoticeUse[] = [
    ...(me.approver === null ? [] : (['newBooking'] as const)),
    ...(me.office === null ? [] : (['auditHead'] as const)),
    'decision',
  ]
  const purpose = own.filter((use) => me.templates[use] !== '')[0]
  if (purpose === undefined) return []
  const left = me.consents[me.templates[purpose]] ?? 0
  const note = left === 0 ? mineWords().noneLeft : mineWords().messagesLeft[purpose](left)
  const urgent = purpose !== 'decision' && left < FEW
  return [{ ...quiet('reminders', 'notification', mineWords().reminders, note), urgent }]
}
