export type Role = 'anyone' | 'staff' | 'approver' | 'guard' | 'desk' | 'office'

/**
 * `ownVisit` made by the caller, `unitVisit` of a unit the caller approves for, `hostedVisit` naming the caller as
 * host, `ownGate` and `ownCampus` of the caller's guard or desk account, `everything` for the office.
 */
export type Ownership =
  'nothing' | 'ownVisit' | 'unitVisit' | 'hostedVisit' | 'ownGate' | 'ownCampus' | 'everything'

/** One row of the table role × action × ownership (api/access.ts). */
export interface Access {
  /** Which account the caller needs; one of several is enough. `anyone` is any WeChat user. */
  who: Role | readonly Role[]
  /** Whose record it may touch; enforced where the record is read (context.ts, admit.ts). */
  of: Ownership
  /** Whether a frozen approver may still do it: look, but not decide (spec 1). */
  whileFrozen?: true
}
