import { listPage } from '../../../behaviors/list-page'
import { ask } from '../../../api/ask'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { emptyList } from '../../../api/paged-list'
import { asApiError } from '../../../api/api-error'
import { accountsView, initialAccounts, type AccountChange, type AccountRow } from './accounts.view'
import { adminAccountsWords } from '../../../locales/zh/pages/admin-accounts'

const DONE: Readonly<Record<AccountChange, string>> = {
  freeze: adminAccountsWords.freeze,
  unfreeze: adminAccountsWords.unfreeze,
  remove: adminAccountsWords.remove,
}

const SEARCH_PAUSE_MS = 300

/** Approver accounts, found by name or unit: freeze with a reason, let work again, remove; each named and confirmed once (spec 1). */
Page(
  listPage(
    {
      initial: initialAccounts,
      view: accountsView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: async ({ text }, from) => {
        const filter = text === '' ? {} : { text }
        for (let cursor = from; ;) {
          const page = await call('account.list', { cursor, ...filter })
          if (page.rows.length > 0 || page.next === null) return page
          cursor = page.next
        }
      },
      listKey: ({ text }) => [text],
    },
    {
      key: null as IdempotencyKey | null,
      pause: 0,

      onLoad() {
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
        this.render({ text, list: { ...emptyList<AccountRow>(), loading: true }, refused: '' })
        this.pause = setTimeout(() => void this.reload(), text === '' ? 0 : SEARCH_PAUSE_MS)
      },

      onAskReason(event: WechatMiniprogram.BaseEvent) {
        if (this.state.waiting) return
        const { id, kind } = event.currentTarget.dataset as { id: string; kind: AccountChange }
        this.render({ about: id, kind, sheetOpen: true, refused: '' })
      },

      onCloseSheet() {
        this.render({ sheetOpen: false, refused: '' })
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
        const { confirm } = await ask({
          title: adminAccountsWords.onUnfreezeTitle,
          content: adminAccountsWords.onUnfreezeContent(row?.name ?? ''),
          confirmText: adminAccountsWords.onUnfreezeConfirmText,
        })
        if (!confirm) return
        this.render({ about: accountId, kind: 'unfreeze', refused: '' })
        await this.change((key) => call('account.unfreeze', { accountId }, { idempotencyKey: key }))
      },

      async change(send: (key: IdempotencyKey | undefined) => Promise<unknown>) {
        this.render({ waiting: true, refused: '' })
        try {
          await send(this.key ?? undefined)
          this.render({ waiting: false, sheetOpen: false })
          void wx.showToast({ title: DONE[this.state.kind], icon: 'success' })
          await this.reload()
        } catch (thrown) {
          const refusal = asApiError(thrown)
          const gone = refusal.code === 'ACCOUNT_CHANGED'
          this.render({ waiting: false, refused: refusal.message, ...(gone ? { sheetOpen: false } : {}) })
          if (gone) await this.reload()
        }
      },
    },
  ),
)
