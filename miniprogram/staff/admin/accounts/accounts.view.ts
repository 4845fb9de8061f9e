import type { Output } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { formatMoment } from '../../../locales/days'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'

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
  failure: string
  loading: boolean
  waiting: boolean
  end: ListEnd
  sheet: {
    visible: boolean
    subject: string
    heading: string
    explanation: string
    action: string
    waiting: boolean
    failure: string
  }
}

const SHEETS: Readonly<Record<'freeze' | 'remove', { heading: string; tells: string; action: string }>> = {
  freeze: {
    heading: '冻结账号',
    tells: '仍能查看预约，但不能审批；本人会看到理由。可以随时恢复。',
    action: '冻结',
  },
  remove: {
    heading: '移除账号',
    tells: '不再是审批人，看不到本单位的预约。需要时须重新申请。',
    action: '移除',
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
        ? { sentence: '还没有审批账号', advice: '教职工申请并由保卫处开通后，会列在这里' }
        : { sentence: `没有找到“${state.text}”`, advice: '可以按姓名或单位名称查找' },
    cards: list.rows.map((row) => ({
      id: row.id,
      name: row.name,
      units: row.units.map(({ name }) => name).join('、'),
      frozen:
        row.frozen === null
          ? ''
          : `自${formatMoment(row.frozen.since, state.now)}起冻结：${row.frozen.reason}`,
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
      action: words.action,
      waiting,
      failure: refused,
    },
  }
}
