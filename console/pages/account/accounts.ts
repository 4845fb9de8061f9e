import type { Output } from '../../../contract'
import { MAX_ACCOUNT_REASON } from '../../../miniprogram/domain/account/accounts'
import { formatMoment } from '../../../miniprogram/locales/days'
import { adminAccountsWords } from '../../../miniprogram/locales/zh/pages/admin-accounts'
import { pickedReasons, type ReasonQuestion } from '../../../miniprogram/staff/locales/picked-reasons'
import { accountsWords } from '../../locales/zh/accounts'
import type { Question } from '../../shell/question'
import type { Step } from '../../shell/step'

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
  /** What became of it, latest first. */
  steps: Step[]
}

export const ACCOUNT_LISTS = (['there', 'removed'] as const).map((value) => ({
  value,
  label: accountsWords.lists[value],
}))
export type AccountList = (typeof ACCOUNT_LISTS)[number]['value']
/** Which of them the address asks for; whatever is none means those there are. */
export const accountListOf = (asked: unknown): AccountList => (asked === 'removed' ? 'removed' : 'there')

export const accountLines = (rows: readonly Account[], now: number): AccountLine[] =>
  rows.map(({ id, name, units, frozen, removed, history }) => ({
    ...{ id, name, frozen: frozen !== null },
    units: units.map((unit) => unit.name).join(adminAccountsWords.listComma),
    steps: history
      .map(({ at, action, byName, reason }, key) => ({
        ...{ key, when: formatMoment(at, now), words: accountsWords.steps[action] },
        ...{ by: byName, reason: reason ?? '' },
      }))
      .reverse(),
    state: removed
      ? accountsWords.removed
      : frozen === null
        ? accountsWords.working
        : adminAccountsWords.frozen(formatMoment(frozen.since, now), frozen.reason),
  }))

/** What is asked once before an account is changed. */
export function accountQuestion({ id, name }: AccountLine, change: AccountChange): Question {
  const reasonOf = (question: ReasonQuestion): Question['reason'] => ({
    label: accountsWords.reason,
    choices: pickedReasons[question],
    limit: MAX_ACCOUNT_REASON,
  })
  const key = `${change}:${id}`
  switch (change) {
    case 'freeze':
      return {
        ...{ key, reason: reasonOf('freezeAccount'), final: false, title: accountsWords.freezeOf(name) },
        note: `${name}${adminAccountsWords.tells}`,
        action: adminAccountsWords.freezeAction,
      }
    case 'remove':
      return {
        ...{ key, reason: reasonOf('removeAccount'), final: true, title: accountsWords.removeOf(name) },
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

export function emptyAccounts(text: string, list: AccountList): string {
  if (text !== '') return adminAccountsWords.notFound(text)
  return list === 'removed' ? accountsWords.noneRemoved : adminAccountsWords.emptySentence
}
