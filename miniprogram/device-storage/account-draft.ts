import { forget, keep, recall } from './storage'

/** A request for an approver account as far as it was typed. */
export interface AccountDraft {
  unitId: string
  reason: string
  leaderName: string
}

const KEY = 'account-draft'

export const keepAccountDraft = (draft: AccountDraft): Promise<void> => keep(KEY, draft)
export const recallAccountDraft = (): Promise<AccountDraft | null> => recall<AccountDraft>(KEY)
export const forgetAccountDraft = (): Promise<void> => forget(KEY)
