import type { BookingOptions, HostRow, Output, VisitDetail, VisitForm } from '../../../../contract'
import { call } from '../../../api/call'
import { asApiError } from '../../../api/api-error'
import { provedNumber } from '../../../api/prove-number'
import { decoded } from '../../../config/decoded'
import type { BookingStart, UnitName } from '../../../config/routes'
import { loadDraft, type BookingDraft } from '../../../device-storage/booking-draft'
import { loadOwnValues } from '../../../device-storage/own-values'
import { BLANK_FORM } from '../../../domain/visit/form-fields'
import { rememberTick } from '../../../domain/visit/privacy'
import { bookingFormWords } from '../../../locales/booking-form'
import { fromToday, type BookingState } from './booking-state'

/** What stands above the form. */
export function titleOf({ revise, inviting }: BookingStart): string {
  const { titles } = bookingFormWords()
  if (revise !== undefined) return titles.revising
  return inviting === undefined ? titles.booking : titles.inviting
}

/**
 * Loads what the booking page begins with: the day's rules, and the form from a draft, from the returned
 * booking to revise, from an earlier one to copy, or from a card or code that names the host. Throws an ApiError
 * when something can't be loaded.
 */
export async function openBooking(start: BookingStart): Promise<Partial<BookingState>> {
  const earlier = start.revise ?? start.copy
  const own = earlier === undefined && start.inviting === undefined
  const [options, detail, card, host, unit, draft, known] = await Promise.all([
    call('visit.options', {}),
    earlier === undefined ? null : call('visit.get', { visitId: earlier }),
    start.invitation === undefined ? null : call('invitation.open', { invitationId: start.invitation }),
    hostOf(start),
    unitOf(start),
    loadDraft(draftOf(start)),
    start.inviting === undefined ? loadOwnValues() : null,
  ])
  const from: Partial<BookingState> = {
    ...(detail === null ? {} : formOf(detail, start.copy !== undefined)),
    ...(draft === null ? {} : restored(draft, options.today)),
  }
  const before = from.form ?? BLANK_FORM
  // Where no photos are taken any more, there is nothing by which it could be taken out.
  const begun = options.facePhoto ? before : withoutPhoto(before)
  // A guest's day isn't known to whoever invites them.
  const form =
    start.inviting === undefined
      ? rememberTick(fromToday(begun, options.today), known?.privacy, options.today)
      : begun
  const chosen = host === null ? form : { ...form, hostId: host.hostId }
  return {
    options: {
      ...withOwn(options, ownPurpose(card, start.revise === undefined ? null : detail)),
      ...(start.inviting === undefined ? {} : { vouched: true }),
    },
    revising: start.revise === undefined || detail === null ? null : revisionOf(detail),
    offer: own ? known : null,
    ...from,
    form: chosen,
    ...(host === null ? {} : { host }),
    ...(unit === null ? {} : ofUnit(unit, host ?? from.host ?? null, chosen)),
    ...(card === null || start.invitation === undefined
      ? {}
      : invitedBy(card, start.invitation, form, options.today)),
  }
}

type Purpose = BookingOptions['purposes'][number]

/** With a purpose that the form has already, whether or not it is offered still. */
const withOwn = (options: BookingOptions, own: Purpose | null): BookingOptions =>
  own === null || options.purposes.some(({ id }) => id === own.id)
    ? options
    : { ...options, purposes: [...options.purposes, own] }

/** The purpose of a card or of the booking that is changed; null: of neither. */
function ownPurpose(card: Output<'invitation.open'> | null, changed: VisitDetail | null): Purpose | null {
  if (card !== null) return { id: card.purpose, class: card.purposeClass, ...card.purposeWords }
  if (changed === null) return null
  return { id: changed.form.purpose, class: changed.purposeClass, ...changed.visit.purposeWords }
}

/** The rules anew, for a form that stayed open: it keeps the purpose that it has of a card or of the booking that is changed. */
export function withRules(state: BookingState, options: BookingOptions): Partial<BookingState> {
  const { form, invitation, revising } = state
  const given = invitation !== null || revising !== null
  const own = state.options?.purposes.find(({ id }) => given && id === form.purpose)
  return { options: { ...state.options, ...withOwn(options, own ?? null) } }
}

/** Under which name a draft is kept, so that none takes another's place; null: that of an ordinary new booking. */
export function draftOf({ revise, copy, invitation, inviting }: BookingStart): string | null {
  if (copy !== undefined) return `copy:${copy}`
  return revise ?? invitation ?? (inviting === undefined ? null : 'inviting')
}

/** What a Mini Program code names: `h=<id>` a host, `u=<id>` a unit. */
const inScene = ({ scene }: BookingStart, kind: 'h' | 'u'): string | undefined => {
  const [key, id] = decoded(scene).split('=')
  return key === kind ? id : undefined
}

/** The host whose card or code opened the form; null when it named none, or one who isn't there any more. */
async function hostOf(start: BookingStart): Promise<HostRow | null> {
  const hostId = start.host ?? inScene(start, 'h')
  return hostId === undefined ? null : orGone(async () => (await call('host.get', { hostId })).host)
}

/** The unit whose card or code opened the form; null when it named none, or one that isn't there any more. */
async function unitOf(start: BookingStart): Promise<UnitName | null> {
  const unitId = start.unit ?? inScene(start, 'u')
  return unitId === undefined ? null : orGone(async () => (await call('unit.get', { unitId })).unit)
}

/** An old poster still opens the booking, with nothing filled in. */
async function orGone<T>(named: () => Promise<T>): Promise<T | null> {
  try {
    return await named()
  } catch (thrown) {
    const refusal = asApiError(thrown)
    if (['HOST_GONE', 'UNIT_REQUIRED', 'BAD_REQUEST'].indexOf(refusal.code) >= 0) return null
    throw refusal
  }
}

/** The host is picked among the unit's people; one of another unit, from an old draft, isn't kept. */
const ofUnit = (unit: UnitName, host: HostRow | null, form: VisitForm): Partial<BookingState> =>
  host === null || host.unitName === unit.name
    ? { unit }
    : { unit, host: null, form: { ...form, hostId: '' } }

/** Host, purpose and days are the card's; of days that have begun, what is left. */
function invitedBy(
  card: Output<'invitation.open'>,
  invitationId: string,
  form: VisitForm,
  today: string,
): Pick<BookingState, 'form' | 'host' | 'invitation' | 'left' | 'provedPhone'> {
  const { host, purpose, lastDay, inviterName } = card
  const firstDay = card.firstDay < today ? today : card.firstDay
  // Proved on the card that led here.
  const proved = form.phone === '' ? provedNumber() : null
  return {
    form: { ...form, ...proved, hostId: host.hostId, purpose, firstDay, lastDay },
    provedPhone: proved?.phone ?? '',
    host,
    invitation: { invitationId, inviterName },
    left: [],
  }
}

const revisionOf = ({ visit, rev }: VisitDetail): BookingState['revising'] => ({
  visitId: visit.id,
  rev,
  reason: visit.reason ?? '',
  approved: visit.state === 'approved',
})

/** A copy is for another day, and no photo outlives its booking; everything else is taken as it was. */
function formOf(
  { form, host, face }: VisitDetail,
  copy: boolean,
): Pick<BookingState, 'form' | 'host' | 'photoPath'> {
  if (!copy) return { form, host, photoPath: face?.url ?? '' }
  return { form: { ...withoutPhoto(form), firstDay: '', lastDay: '' }, host, photoPath: '' }
}

const withoutPhoto = ({ photoId: _, ...form }: VisitForm): VisitForm => form

/** Days that have passed since the draft was written show their field error at once. */
function restored({ form, host }: BookingDraft, today: string): Partial<BookingState> {
  const past = form.firstDay !== '' && form.firstDay < today
  // A draft of before a field was asked for has it blank.
  return { form: { ...BLANK_FORM, ...form }, host, restored: true, left: past ? ['firstDay', 'lastDay'] : [] }
}
