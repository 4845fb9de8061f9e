import type { ListWords } from '../../domain/standing-pass/read-list'

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
