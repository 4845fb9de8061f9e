import type { AuditFaultKind } from '../../domain/audit/topics'

/** What is wrong with the audit trail, for the office: one sentence for each kind of fault (platform/audit-chain.ts). */
export const auditFaultWords: Readonly<Record<AuditFaultKind, string>> = {
  rowEdited: '有一条记录被改动',
  rowMissing: '有一条记录不见了',
  rowInserted: '多出一条没有封存过的记录',
  linkMissing: '有一条记录在封存前后被删除',
  sealEdited: '有一段封存被改动',
  sealMissing: '有一段封存不见了',
  sealOrder: '封存的先后次序对不上',
  headMissing: '末尾被截断：库外留存的校验码在库中找不到',
  headEdited: '库外留存的校验码不是本系统签出的',
  headLost: '库外留存的校验码文件不见了',
}
