import { describe, expect, test } from 'vitest'
import { panelFacts } from '../../console/pages/approvals/panel-facts'
import { recordFacts } from '../../console/pages/records/record-facts'
import type { ApprovalDetail } from '../../contract'
import {
  FIELDS_SEEN_BY_APPROVER,
  TEXT_FIELDS,
  type FieldSeenByApprover,
  type VisitForm,
} from '../../miniprogram/domain/visit/form-fields'
import { bookingView } from '../../miniprogram/staff/approvals/visit/booking.view'
import { detailOf, NOW } from '../views/office-builders'

/** What FORM_FIELDS lets an approver read has to stand where an approver reads: on the phone and on the console. */
const OTHER: Omit<Pick<VisitForm, FieldSeenByApprover>, (typeof TEXT_FIELDS)[number]> = {
  documentKind: 'passport',
  document: 'E8*****21',
  phone: '139****9000',
  companions: [{ name: '同行甲', documentKind: 'mainlandId', document: '450***********4321' }],
}
const filledIn: Partial<ApprovalDetail> = {
  ...OTHER,
  ...Object.fromEntries(TEXT_FIELDS.map((field) => [field, `写在${field}里`])),
}

const record = (detail: ApprovalDetail) => ({
  ...detail,
  visit: { ...detail.visit, phone: detail.phone, document: detail.document },
  allowedActions: { revoke: false },
  shownTo: [],
})

/** On the console a number tells its kind. */
const READERS: [where: string, read: (detail: ApprovalDetail) => unknown, apart: FieldSeenByApprover[]][] = [
  ['on the phone', (detail) => bookingView(detail, NOW), []],
  ['beside the queue', (detail) => panelFacts(detail, null, NOW), ['documentKind']],
  ['on record', (detail) => recordFacts(record(detail), null, NOW), ['documentKind']],
]

describe.each(READERS)('%s', (_, read, apart) => {
  test.each(FIELDS_SEEN_BY_APPROVER.filter((field) => !apart.includes(field)))('%s is told', (field) => {
    expect(read(detailOf({ [field]: filledIn[field] }))).not.toEqual(read(detailOf()))
  })
})

test('beside the queue numbers are masked until somebody asks for them in full', () => {
  const detail = detailOf(filledIn)
  const inFull = {
    ...{ name: '张三', document: 'E8765421', phone: '13912349000' },
    companions: [{ name: '同行甲', documentKind: 'mainlandId' as const, document: '450305199001014321' }],
  }
  const told = (shown: Parameters<typeof panelFacts>[1]) => JSON.stringify(panelFacts(detail, shown, NOW))
  for (const number of [inFull.document, inFull.phone, inFull.companions[0]?.document ?? '']) {
    expect(told(null)).not.toContain(number)
    expect(told(inFull)).toContain(number)
  }
})
