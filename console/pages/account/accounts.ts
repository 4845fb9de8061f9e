import type { Output } from '../../../contract'
import { MAX_ACCOUNT_REASON } from '../../../miniprogram/domain/account/accounts'
import { formatMoment } from '../../../miniprogram/locales/days'
import { adminAccountsWords } from '../../../miniprogram/locales/zh/pages/admin-accounts'
import { accountsWords } from '../../locales/zh/accounts'
import type { Question } from '../../shell/question'

type Account = Output<'account.list'>['rows'][number]

export type AccountChange = 'freeze' | 'unfreeze' | 'remove'

/** An approver account as a row. */
export interface AccountLine {
  id: string
  name: string
  units: string
  frozen: boolean
  /** Since when it is frozen and why; else that it isn't. */
  state: string
}

export const accountLines = (rows: readonly Account[], now: number): AccountLine[] =>
  rows.map(({ id, name, units, frozen }) => ({
    ...{ id, name, frozen: frozen !== null },
    units: units.map((unit) => unit.name).join(adminAccountsWords.listComma),
    state:
      frozen === null
        ? accountsWords.working
        : adminAccountsWords.frozen(formatMoment(frozen.since, now), frozen.reason),
  }))

/** What is asked once before an account is changed. */
export function accountQuestion({ id, name }: AccountLine, change: AccountChange): Question {
  const reason = {
    label: accountsWords.reason,
    example: accountsWords.reasonExample,
    limit: MAX_ACCOUNT_REASON,
  }
  const key = `${change}:${id}`
  switch (change) {
    case 'freeze':
      return {
        ...{ key, reason, final: false, title: accountsWords.freezeOf(name) },
        note: `${name}${adminAccountsWords.tells}`,
        action: adminAccountsWords.freezeAction,
      }
    case 'remove':
      return {
        ...{ key, reason, final: true, title: accountsWords.removeOf(name) },
        note: `${name}${adminAccountsWords.removeTells}`,
        action: adminAccountsWords.removeAction,
      }
    case 'unfreeze':
      return {
        ...{ key, reason: null, final: false, title: accountsWords.unfreezeOf(name) },
        note: adminAccountsWords.onUnfreezeContent(name),
        action: adminAccountsWords.onUnfreezeConfirmText,
      }
  }
}

export const emptyAccounts = (text: string): string =>
  text === '' ? adminAccountsWords.emptySentence : adminAccountsWords.notFound(text)
