import type { changesWords as zh } from '../zh/changes'
import { formTextsIn } from '../form-texts'

export const changesWords: typeof zh = {
  fields: {
    ...formTextsIn('en'),
    hostId: 'Host',
    hostUnit: 'Unit',
    purpose: 'Purpose',
    name: 'Name',
    phone: 'Mobile number',
    documentKind: 'Document type',
    document: 'Document number',
    firstDay: 'First day',
    lastDay: 'Last day',
    plate: 'Plate number',
    companions: 'Companions',
    photoId: 'Face photo',
  },
  none: 'none',
  there: 'yes',
  line: (field, from, to) => `${field}: ${from} → ${to}`,
  differs: (field, both) => `${field}: changed (${both})`,
}
