import type { Purpose, PurposeClass } from '../../domain/visit/purposes'

const shipped = (id: string, purposeClass: PurposeClass, name: string, nameEn: string): Purpose => ({
  ...{ id, class: purposeClass, name, nameEn, offered: true },
})

/** The purposes a campus starts with; the office changes them (spec 2, Purpose). */
export const SHIPPED_PURPOSES: readonly Purpose[] = [
  shipped('training', 'official', '短期培训', 'Short training'),
  shipped('official', 'official', '因公来访', 'Official visit'),
  shipped('alumni', 'official', '校友返校活动', 'Alumni event'),
  shipped('private', 'private', '因私来访', 'Private visit'),
  shipped('household', 'private', '家政服务', 'Household service'),
  shipped('other', 'private', '其它', 'Other'),
]
