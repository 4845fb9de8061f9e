import { expect, test } from 'vitest'
import { checkContacts, type Contact } from '../../../miniprogram/domain/campus/contacts'

const DESK: Contact = { name: '育才校区指挥中心', phone: '0773 5822110', campusId: 'yucai' }

test.each<[string, Contact[], string[]]>([
  ['none', [], []],
  [
    'a desk, and others of no campus',
    [DESK, { name: '保卫处', phone: '110' }, { name: '总机', phone: '114' }],
    [],
  ],
  ['without a name', [{ ...DESK, name: ' ' }], ['contacts.0.name CONTACT_NAME']],
  ['a number that is none', [DESK, { name: '保卫处', phone: '打不通' }], ['contacts.1.phone CONTACT_PHONE']],
  ['two desks of one campus', [DESK, { ...DESK, phone: '110' }], ['contacts.1.campusId CONTACT_TWICE']],
])('%s', (_, contacts, wrong) =>
  expect(checkContacts(contacts).map(({ field, code }) => `${field} ${code}`)).toEqual(wrong),
)
