import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { emptyList, loadMore, reload, type PagedList } from '../../../api/paged-list'
import { asApiError } from '../../../api/api-error'
import { listGestures } from '../../../pages/list-gestures'
import {
  accountsView,
  initialAccounts,
  type AccountChange,
  type AccountRow,
  type AccountsState,
} from './accounts.view'

const DONE: Readonly<Record<AccountChange, string>> = {
  freeze: '已冻结',
  unfreeze: '已恢复',
  remove: '已移除',
}

const SEARCH_PAUSE_MS = 300

/** Approver accounts, found by name or unit: freeze with a reason, let work again, remove; each named and confirmed once (spec 1). */
Page({
  data: accountsView(initialAccounts()),
  state: initialAccounts(),
  key: null as IdempotencyKey | null,
  pause: 0,

  ...listGestures,

  onLoad() {
    this.state = initialAccounts()
    this.key = idempotencyKey()
    void this.reload()
  },

  onUnload() {
    clearTimeout(this.pause)
  },

  onType(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const text = event.detail.value.trim()
    if (text === this.state.text || this.state.waiting) return
    clearTimeout(this.pause)
    this.show({ text, list: { ...emptyList<AccountRow>(), loading: true }, refused: '' })
    this.pause = setTimeout(() => void this.reload(), text === '' ? 0 : SEARCH_PAUSE_MS)
  },

  onAskReason(event: WechatMiniprogram.BaseEvent) {
    if (this.state.waiting) return
    const { id, kind } = event.currentTarget.dataset as { id: string; kind: AccountChange }
    this.show({ about: id, kind, sheetOpen: true, refused: '' })
  },

  onCloseSheet() {
    this.show({ sheetOpen: false, refused: '' })
  },

  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { about: accountId, kind } = this.state
    const { reason } = event.detail
    const action = kind === 'remove' ? ('account.remove' as const) : ('account.freeze' as const)
    await this.change((key) => call(action, { accountId, reason }, { idempotencyKey: key }))
  },

  async onUnfreeze(event: WechatMiniprogram.BaseEvent) {
    if (this.state.waiting) return
    const accountId = event.currentTarget.dataset.id as string
    const row = this.state.list.rows.find((each) => each.id === accountId)
    const { confirm } = await wx.showModal({
      title: '恢复账号',
      content: `${row?.name ?? ''}将可以再次审批。`,
      confirmText: '恢复',
    })
    if (!confirm) return
    this.show({ about: accountId, kind: 'unfreeze', refused: '' })
    await this.change((key) => call('account.unfreeze', { accountId }, { idempotencyKey: key }))
  },

  async change(send: (key: IdempotencyKey | undefined) => Promise<unknown>) {
    this.show({ waiting: true, refused: '' })
    try {
      await send(this.key ?? undefined)
      this.show({ waiting: false, sheetOpen: false })
      void wx.showToast({ title: DONE[this.state.kind], icon: 'success' })
      await this.reload()
    } catch (thrown) {
      const refusal = asApiError(thrown)
      const gone = refusal.code === 'ACCOUNT_CHANGED'
      this.show({ waiting: false, refused: refusal.message, ...(gone ? { sheetOpen: false } : {}) })
      if (gone) await this.reload()
    }
  },

  reload(): Promise<void> {
    return reload(this.state.list, this.loader(), this.shower())
  },

  more(): Promise<void> {
    return loadMore(this.state.list, this.loader(), this.shower())
  },

  /** A page in which nobody fits the search says only where to read on. */
  loader() {
    const { text } = this.state
    const sought = text === '' ? {} : { text }
    return async (from: string | null) => {
      for (let cursor = from; ;) {
        const page = await call('account.list', { cursor, ...sought })
        if (page.rows.length > 0 || page.next === null) return page
        cursor = page.next
      }
    }
  },

  /** An answer to something that has been typed over is dropped. */
  shower() {
    const { text } = this.state
    return (list: PagedList<AccountRow>) => {
      if (this.state.text === text) this.show({ list })
    }
  },

  show(change: Partial<AccountsState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(accountsView(this.state))
  },
})
