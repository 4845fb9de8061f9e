export const recordsWords = {
  contactsName: '育才校区110指挥中心',
  shippedContactsName: '雁山校区110指挥中心',
}
