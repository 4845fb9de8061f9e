import type { ListFault, ListWords } from '../../domain/standing-pass/read-list'
import { translate } from '../../locales/errors'
import { standingWords as words } from './standing'

/** By what words a pasted list of people is read (spec 4.4). */
export const listWords: ListWords = {
  headings: {
    documentKind: ['证件类型', '证件种类'],
    name: ['姓名', '司机', '驾驶员', '负责人'],
    document: ['证件', '身份证'],
    phone: ['手机', '电话', '联系方式'],
    plate: ['车牌', '车号'],
  },
  kinds: [
    ['护照', 'passport'],
    ['港澳', 'hkMacauPermit'],
    ['台湾', 'taiwanPermit'],
    ['台胞', 'taiwanPermit'],
    ['永久居留', 'foreignerPermit'],
  ],
  delimiters: ['\t', ',', '，', ';', '；'],
}

/** Where on a list something is wrong, and what to do. */
export interface RowError {
  at: number
  place: string
  sentence: string
}

export const rowErrors = (faults: readonly ListFault[]): RowError[] =>
  faults.map(({ row, field, code, details }, at) => ({
    at,
    place: `${words.row(row)} ${words.columns[field as keyof typeof words.columns] ?? ''}`,
    sentence: translate(code, details),
  }))
