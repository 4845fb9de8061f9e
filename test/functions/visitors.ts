import nacl from 'tweetnacl'
import type { Input, Output, VisitForm } from '../../contract'
import { fromBase64Url, toBase64Url } from '../../miniprogram/domain/values/bytes'
import { mainlandCheckCharacter } from '../../miniprogram/domain/values/documents'
import { passCode, stepMessage, stepOf } from '../../miniprogram/domain/pass/pass'
import { TODAY } from '../domain/builders'
import type { Campus, Person } from './campus'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

/** Who a person is that nobody else is: an ID, a phone and a plate by their number, 0–99999. */
export function identityOf(number: number): { document: string; phone: string; plate: string } {
  const digits = String(number).padStart(5, '0')
  // The first two digits as a day of birth, the other three as the sequence number of that day.
  const [year, day] = [1950 + Math.floor(number / 2000), 10 + (Math.floor(number / 1000) % 2)]
  const first17 = `450305${year}01${day}${digits.slice(2)}`
  return {
    document: first17 + mainlandCheckCharacter(first17),
    phone: `138000${digits}`,
    plate: `桂C${digits}`,
  }
}

/** A form in order, of the person with that number: on foot, one day, to a host of 计算机学院. */
export function formFor(campus: Campus, number: number, changes: Partial<VisitForm> = {}): VisitForm {
  const { document, phone } = identityOf(number)
  return {
    ...BLANK_FORM,
    privacy: tickedAt(0),
    hostId: hostIn(campus, 'computing'),
    purpose: 'official',
    name: '访客甲',
    phoneKind: 'mainland',
    phone,
    documentKind: 'mainlandId',
    document,
    firstDay: TODAY,
    lastDay: TODAY,
    ...changes,
  }
}

/** Somebody of a unit who can be visited. */
export function hostIn(campus: Campus, unitId: string): string {
  const host = campus.demo.staff.find((staff) => staff.unitId === unitId)
  if (host === undefined) throw new RangeError(`nobody works in ${unitId}`)
  return host.id
}

/** The unit's approvers, in their order. */
export function approversOf(campus: Campus, unitId: string): string[] {
  return campus.demo.approvers.filter(({ unitIds }) => unitIds.includes(unitId)).map(({ openid }) => openid)
}

/** The last four of the phone and the ID of the person with that number, as a guest types them. */
export function tailsOf(number: number): Input<'invitation.claim'>['tails'] {
  const { phone, document } = identityOf(number)
  return { phone: phone.slice(-4), document: document.slice(-4) }
}

export function guardOf(campus: Campus, gateId: string): string {
  const guard = campus.demo.guards.find(({ gateIds }) => gateIds.includes(gateId))
  if (guard === undefined) throw new RangeError(`nobody stands at ${gateId}`)
  return guard.openid
}

/** Of a phone that shows nothing. */
export const HOLDER_KEY = toBase64Url(nacl.sign.keyPair().publicKey)

/** A phone that shows passes: its own key, and the code of a moment. */
export class PassPhone {
  private readonly keys = nacl.sign.keyPair()
  private issued: Output<'pass.issue'> | null = null

  async issue(visitor: Person, visitId: string): Promise<Output<'pass.issue'>> {
    this.issued = await visitor.get('pass.issue', { visitId, holderKey: toBase64Url(this.keys.publicKey) })
    return this.issued
  }

  /** What an open page hears at its next step, which takes the pass from no other phone. */
  renew(visitor: Person, visitId: string): Promise<string> {
    return visitor.outcome('pass.issue', {
      ...{ visitId, holderKey: toBase64Url(this.keys.publicKey) },
      renew: true,
    })
  }

  codeAt(now: number): string {
    const statement = this.issued === null ? null : fromBase64Url(this.issued.statement)
    if (statement === null) throw new Error('no pass was issued to this phone')
    const step = stepOf(now)
    return passCode(statement, step, nacl.sign.detached(stepMessage(statement, step), this.keys.secretKey))
  }
}

/** Books as the person with that number; gives who booked and what. */
export async function book(
  campus: Campus,
  number: number,
  changes: Partial<VisitForm> = {},
): Promise<{ visitor: Person; visitId: string }> {
  const visitor = campus.person(`visitor-${number}`)
  const { visitId } = await visitor.get('visit.submit', { form: formFor(campus, number, changes) })
  return { visitor, visitId }
}

/** The same, approved by the unit's first approver and shown on the visitor's phone. */
export async function bookApproved(campus: Campus, number: number, changes: Partial<VisitForm> = {}) {
  const booked = await book(campus, number, changes)
  const approver = campus.person(approversOf(campus, 'computing')[0] as string)
  await approver.get('approval.approve', { visitId: booked.visitId })
  const phone = new PassPhone()
  const pass = await phone.issue(booked.visitor, booked.visitId)
  return { ...booked, approver, phone, pass }
}

/** Few people make many bookings, far ahead: for tests about something else than fair use. */
export const manyBookings = (campus: Campus): Promise<void> =>
  campus.put('settings', {
    ...{ _id: 'rules', maxLiveBookings: 1000, maxBookingsADay: 1000, maxDaysAhead: null },
  })
