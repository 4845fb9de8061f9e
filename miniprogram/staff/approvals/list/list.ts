import { listPage } from '../../../behaviors/list-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { askConsent, askForReminder, askQuietly, learnKeptAnswers } from '../../../api/consent'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { emptyList } from '../../../api/paged-list'
import { asApiError, failureOf } from '../../../api/api-error'
import { loadMe } from '../../../api/session'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { approvalsView, initialApprovals, listOfState, type ApprovalTab } from './list.view'
import {
  answered,
  chosenFor,
  hasChanged,
  nothingChosen,
  refusedAll,
  toggled,
  toggledAll,
  type Choice,
  type ManyDecision,
} from './queue-choice'
import { filtersNothing, withChip, type FilterName } from './queue-filters'

const SEARCH_PAUSE_MS = 400

/** The approver's queue: 待审批, 审核通过, 已退回; found by search, narrowed, decided one by one or many at once (spec 3, 8). */
Page(
  listPage(
    {
      initial: initialApprovals,
      view: approvalsView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: async ({ tab, filter }, from) => {
        const narrowed = filtersNothing(filter) ? {} : { filter }
        for (let cursor = from; ;) {
          const page = await call('approval.list', { list: tab, cursor, ...narrowed })
          if (page.rows.length > 0 || page.next === null) return page
          cursor = page.next
        }
      },
      listKey: ({ tab, filter }) => [tab, filter],
    },
    {
      many: null as IdempotencyKey | null,
      pause: 0,

      onLoad() {
        this.many = idempotencyKey()
        void learnKeptAnswers()
      },

      onUnload() {
        clearTimeout(this.pause)
      },

      /** Also after a decision: what was decided has left its tab. A choice being made is left alone. */
      onShow() {
        if (this.state.choice === null) void this.refresh()
      },

      async onPullDownRefresh() {
        if (this.state.choice === null) await this.refresh()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.refresh()
      },

      // Finding

      onTab(event: WechatMiniprogram.CustomEvent<{ value: ApprovalTab }>) {
        this.openTab(event.detail.value)
      },

      onOtherTab() {
        const { other } = this.data.empty
        if (other !== '') this.openTab(other)
      },

      openTab(tab: ApprovalTab) {
        if (tab === this.state.tab || this.busy()) return
        this.render({ tab, list: emptyList(), choice: null })
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        if (this.state.text === '') void this.reload()
      },

      onFilter(event: WechatMiniprogram.BaseEvent) {
        if (this.busy()) return
        const filter = withChip(this.state.filter, event.currentTarget.dataset.name as FilterName)
        this.render({ filter, list: emptyList(), choice: null })
        void this.reload()
      },

      /** Searches once the typing pauses; without text the tab's own list is back. */
      onType(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        const text = event.detail.value.trim()
        clearTimeout(this.pause)
        if (text === this.state.text || this.busy()) return
        const tab = text === '' && this.state.tab === 'ended' ? 'pending' : this.state.tab
        this.render({ text, tab, choice: null, searchFailure: null, searching: text !== '', found: null })
        if (text === '') void this.reload()
        else this.pause = setTimeout(() => void this.search(), SEARCH_PAUSE_MS)
      },

      onOpen(event: WechatMiniprogram.CustomEvent<{ visitId: string }>) {
        askQuietly('newBooking')
        void openPage(routes.approval(event.detail.visitId))
      },

      // Many at once

      onStartChoosing() {
        this.render({ choice: nothingChosen() })
      },

      onStopChoosing() {
        if (this.busy()) return
        this.render({ choice: null, sheetOpen: false })
        void this.refresh()
      },

      onChoose(event: WechatMiniprogram.CustomEvent<{ visitId: string }>) {
        const { choice } = this.state
        if (choice !== null) this.render({ choice: toggled(choice, event.detail.visitId) })
      },

      onChooseAll() {
        const { choice } = this.state
        const ids = listOfState(this.state).rows.map(({ id }) => id)
        if (choice !== null) this.render({ choice: toggledAll(choice, ids) })
      },

      async onApproveChosen() {
        if (!this.mayDecide('approve')) return
        this.choose({ deciding: 'approve', repeating: false, refused: '' })
        await askConsent('newBooking')
        await this.decide('approve', '')
      },

      onReturnChosen() {
        if (!this.mayDecide('return')) return
        this.choose({ refused: '' })
        this.render({ sheetOpen: true })
      },

      onCloseSheet() {
        this.choose({ refused: '' })
        this.render({ sheetOpen: false })
      },

      async onReasoned(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
        if (!this.mayDecide('return')) return
        this.choose({ deciding: 'return', repeating: false, refused: '' })
        await this.decide('return', event.detail.reason)
      },

      /** Nothing is lost when it fails: what was chosen stays chosen, and the same tap sends the same request again. */
      async decide(decision: ManyDecision, reason: string) {
        const chosen = this.state.choice
        if (chosen === null) return
        const visitIds = chosenFor(chosen, decision)
        const onRetry = () => this.choose({ repeating: true })
        try {
          const options = { idempotencyKey: this.many ?? undefined, onRetry }
          const input = { visitIds, decision, reason, seen: this.seen(visitIds) }
          const { rows } = await call('approval.decideMany', input, options)
          const { choice } = this.state
          if (choice !== null)
            this.render({ choice: answered(choice, decision, rows, serverNow()), sheetOpen: false })
          await Promise.all([this.loadMe(), hasChanged(rows) ? this.reload() : undefined])
        } catch (thrown) {
          const { code, message } = asApiError(thrown)
          const { choice } = this.state
          if (choice === null) return
          const after = refusedAll(choice, code, message)
          // With the account frozen meanwhile, the sheet has nothing to send any more; the queue's banner says so too.
          this.render({ choice: after, sheetOpen: this.state.sheetOpen && !after.over })
          if (after.over) await this.loadMe()
        }
      },

      /** When what is shown of these was sent. */
      seen(visitIds: readonly string[]): Record<string, number> {
        const shown = listOfState(this.state).rows.filter(({ id }) => visitIds.includes(id))
        return Object.fromEntries(shown.map(({ id, submittedAt }) => [id, submittedAt]))
      },

      busy(): boolean {
        return this.state.choice !== null && this.state.choice.deciding !== null
      },

      mayDecide(decision: ManyDecision): boolean {
        const { choice } = this.state
        return choice !== null && choice.deciding === null && chosenFor(choice, decision).length > 0
      },

      choose(change: Partial<Choice>) {
        const { choice } = this.state
        if (choice !== null) this.render({ choice: { ...choice, ...change } })
      },

      async onMoreReminders() {
        const allowed = await askForReminder('newBooking')
        const { me } = this.state
        if (allowed === 0 || me === null) return
        // The server learns of it at the same moment; counting here saves asking it.
        const id = me.templates.newBooking
        this.render({ me: { ...me, consents: { ...me.consents, [id]: (me.consents[id] ?? 0) + allowed } } })
      },

      // Loading

      async refresh() {
        await Promise.all([this.loadMe(), this.reload()])
      },

      async loadMe() {
        try {
          this.render({ me: await loadMe() })
        } catch (thrown) {
          // The list itself says what is wrong with the connection; the banner keeps what was known.
          console.warn('me', asApiError(thrown).code)
        }
      },

      reload(): Promise<void> {
        if (this.state.text !== '') return this.search()
        return this.reloadList()
      },

      more(): Promise<void> {
        if (this.state.text !== '')
          return this.state.searchFailure === null ? Promise.resolve() : this.search()
        return this.moreOfList()
      },

      /** An answer to something that has been typed over, or filtered otherwise meanwhile, is dropped. */
      async search() {
        const { text, filter } = this.state
        const current = () => this.state.text === text && this.state.filter === filter
        this.render({ searching: true, searchFailure: null })
        try {
          const { rows, more } = await call('approval.search', { text, list: null, filter })
          if (current()) this.render({ found: { text, rows, more }, searching: false })
        } catch (thrown) {
          if (current()) this.render({ searching: false, searchFailure: failureOf(thrown) })
        }
      },
    },
  ),
)
