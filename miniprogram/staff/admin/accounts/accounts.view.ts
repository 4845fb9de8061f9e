import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { formatMoment } from '../../../locales/days'
import type { ReasonQuestion } from '../../locales/picked-reasons'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { adminAccountsWords } from '../../../locales/zh/pages/admin-accounts'

export type AccountRow = Output<'account.list'>['rows'][number]
export type AccountChange = 'freeze' | 'unfreeze' | 'remove'

export interface AccountsState {
  /** What is searched by; empty: all are listed. */
  text: string
  list: PagedList<AccountRow>
  /** The account on whose change something is being written or answered. */
  about: string
  kind: AccountChange
  sheetOpen: boolean
  waiting: boolean
  refused: string
  now: number
}

export const initialAccounts = (): AccountsState => ({
  text: '',
  list: emptyList(),
  about: '',
  kind: 'freeze',
  sheetOpen: false,
  waiting: false,
  refused: '',
  now: 0,
})

export interface AccountsView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  text: string
  /** Shown when there is nobody. */
  empty: { sentence: string; advice: string }
  cards: Array<{ id: string; name: string; units: string; frozen: string; busy: boolean; refused: string }>
  failure: LoadFailure | null
  loading: boolean
  waiting: boolean
  end: ListEnd
  sheet: {
    visible: boolean
    subject: string
    heading: string
    explanation: string
    /** Whose reasons are picked. */
    question: ReasonQuestion
    action: string
    waiting: boolean
    failure: string
  }
}

const SHEETS: Readonly<
  Record<'freeze' | 'remove', { heading: string; tells: string; question: ReasonQuestion; action: string }>
> = {
  freeze: {
    heading: adminAccountsWords.heading,
    tells: adminAccountsWords.tells,
    question: 'freezeAccount',
    action: adminAccountsWords.freezeAction,
  },
  remove: {
    heading: adminAccountsWords.removeHeading,
    tells: adminAccountsWords.removeTells,
    question: 'removeAccount',
    action: adminAccountsWords.removeAction,
  },
}

/** Approver accounts as the office sees them: who, for which units, frozen since when and why. */
export function accountsView(state: AccountsState): AccountsView {
  const { list, about, kind, sheetOpen, waiting, refused } = state
  const subject = list.rows.find((row) => row.id === about)
  const words = SHEETS[kind === 'remove' ? 'remove' : 'freeze']
  return {
    stage: listStage(list),
    text: state.text,
    empty:
      state.text === ''
        ? { sentence: adminAccountsWords.emptySentence, advice: adminAccountsWords.emptyAdvice }
        : {
            sentence: adminAccountsWords.notFound(state.text),
            advice: adminAccountsWords.accountsViewEmptyAdvice,
          },
    cards: list.rows.map((row) => ({
      id: row.id,
      name: row.name,
      units: row.units.map(({ name }) => name).join(adminAccountsWords.listComma),
      frozen:
        row.frozen === null
          ? ''
          : adminAccountsWords.frozen(formatMoment(row.frozen.since, state.now), row.frozen.reason),
      busy: waiting && about === row.id,
      refused: about === row.id && !sheetOpen ? refused : '',
    })),
    failure: list.failure,
    loading: list.loading,
    waiting,
    end: listEnd(list),
    sheet: {
      visible: sheetOpen,
      // Another kind of change begins with an empty reason, too.
      subject: `${about}:${kind}`,
      heading: words.heading,
      explanation: subject === undefined ? '' : `${subject.name}${words.tells}`,
      question: words.question,
      action: words.action,
      waiting,
      failure: refused,
    },
  }
}
