import type { ChangedField } from '../../domain/visit/form-fields'
import { formTextsIn } from '../form-texts'

/** What a step in the history of a booking changed, from what to what (spec 3). */
export const changesWords: {
  fields: Readonly<Record<ChangedField, string>>
  none: string
  there: string
  line: (field: string, from: string, to: string) => string
  /** Where the difference is in what is masked. */
  differs: (field: string, both: string) => string
} = {
  fields: {
    ...formTextsIn('zh'),
    hostId: '被访人',
    hostUnit: '单位',
    purpose: '来访事由',
    name: '姓名',
    phone: '手机号',
    documentKind: '证件类型',
    document: '证件号码',
    firstDay: '来访日期',
    lastDay: '离开日期',
    plate: '车牌号',
    companions: '随行人员',
    photoId: '人脸照片',
  },
  none: '无',
  there: '有',
  line: (field, from, to) => `${field}：${from} → ${to}`,
  differs: (field, both) => `${field}：已更改（${both}）`,
}
