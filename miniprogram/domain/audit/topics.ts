/** What the office looks for on the audit trail (spec 9), each by the actions that belong to it; `all` is everything. */
export const AUDIT_TOPICS = ['all', 'unmasked', 'exported', 'rules', 'accounts', 'refused'] as const
export type AuditTopic = (typeof AUDIT_TOPICS)[number]

const ACTIONS_OF: Readonly<Record<Exclude<AuditTopic, 'all'>, readonly string[]>> = {
  unmasked: ['approval.unmask', 'record.unmask', 'gate.face'],
  exported: [
    'data.export',
    'figures.export',
    'record.exportVisits',
    'record.exportPassages',
    'record.dayList',
    'activity.export',
    'standing.export',
    'campus.inside',
  ],
  rules: [
    ...['rules.change', 'tariff.add', 'gate.save', 'template.save', 'device.save', 'device.disable'],
    ...['traffic.close', 'traffic.open', 'emergency.switch', 'walkIn.saveQuota'],
  ],
  accounts: [
    ...['account.setUp', 'account.answer', 'account.freeze', 'account.unfreeze', 'account.remove'],
    ...['duty.save', 'duty.end'],
    ...['staff.save', 'staff.bind', 'staff.unbind', 'import.write', 'deputy.set'],
  ],
  refused: [
    ...['refused.wrongCode', 'refused.badSignature', 'refused.refusedAccess'],
    'console.otherBrowser',
  ],
}

/** Actions of a topic; null: of all. */
export const auditActionsOf = (topic: AuditTopic): readonly string[] | null =>
  topic === 'all' ? null : ACTIONS_OF[topic]

/** What verification can find wrong (cloudfunctions/platform/audit-chain.ts says what each is). */
export const AUDIT_FAULTS = [
  'rowEdited',
  'rowMissing',
  'rowInserted',
  'linkMissing',
  'sealEdited',
  'sealMissing',
  'sealOrder',
  'headMissing',
  'headEdited',
  'headLost',
] as const
export type AuditFaultKind = (typeof AUDIT_FAULTS)[number]
