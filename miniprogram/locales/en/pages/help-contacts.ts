import type { helpContactsWords as zh } from '../../zh/pages/help-contacts'

export const helpContactsWords: typeof zh = {
  title: 'Phone numbers',
  labels: {
    search: 'Name of a unit',
    advice: 'If a unit has no number here, please contact your host or the security office',
  },
  nothingFor: (text) => `“${text}” was not found`,
  heading: 'Security office and campus desks',
  groupsHeading: (campus) => `Units of ${campus}`,
}
