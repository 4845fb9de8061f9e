import type { IdentityKind } from '../../domain/visit/duplicates'

export const releaseWords = {
  cancel: '应访客本人的请求取消',
  others: '应其他访客的请求释放',
}

/** What collides, as the unit reads it. */
export const releaseFieldWords: Readonly<Record<IdentityKind, string>> = {
  document: '证件号',
  phone: '手机号',
  plate: '车牌',
}
