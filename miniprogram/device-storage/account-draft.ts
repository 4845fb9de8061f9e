import { remove, save, load } from './storage'

/** A request for an approver account as far as it was typed. */
export interface AccountDraft {
  unitId: string
  reason: string
  leaderName: string
}

const KEY = 'account-draft'

export const saveAccountDraft = (draft: AccountDraft): Promise<void> => save(KEY, draft)
export const loadAccountDraft = (): Promise<AccountDraft | null> => load<AccountDraft>(KEY)
export const removeAccountDraft = (): Promise<void> => remove(KEY)
