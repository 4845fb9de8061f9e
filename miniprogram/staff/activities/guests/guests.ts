import { ask } from '../../../api/ask'
import { asApiError } from '../../../api/api-error'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { emptyList } from '../../../api/paged-list'
import { listPage } from '../../../behaviors/list-page'
import { guestsOfLists, type GuestList } from '../../../domain/activity/guest'
import { activityWords } from '../../locales/activities'
import { guestsView, initialGuests, sheetOf, type GuestRow } from './guests.view'

/** Everybody of a list, page by page of all guests: who comes in or moves meanwhile isn't missed. */
async function allGuests(activityId: string, list: GuestList): Promise<GuestRow[]> {
  const rows: GuestRow[] = []
  for (let cursor: string | null = null; ;) {
    const page: { rows: GuestRow[]; next: string | null } = await call('activity.guests', {
      ...{ activityId, list: 'all', cursor },
    })
    rows.push(...page.rows)
    if (page.next === null) return guestsOfLists(rows, [list])
    cursor = page.next
  }
}

/** The guests of an activity, and the list to take along (spec 4.2). */
Page(
  listPage(
    {
      initial: initialGuests,
      view: guestsView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: ({ activityId, tab }, cursor) => call('activity.guests', { activityId, list: tab, cursor }),
      listKey: ({ tab }) => [tab],
    },
    {
      key: idempotencyKey(),

      onLoad(query: { id?: string }) {
        this.key = idempotencyKey()
        this.render({ activityId: query.id ?? '' })
        void this.reload()
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: GuestList }>) {
        const tab = event.detail.value
        if (tab === this.state.tab) return
        this.render({ tab, list: { ...emptyList<GuestRow>(this.state.list.counts), loading: true } })
        void this.reload()
      },

      /** It is on the audit trail first; then the tab's whole list goes to the clipboard. */
      async onExport() {
        if (this.state.exporting) return
        const { exportTitle: title, exportContent: content, exportConfirm: confirmText } = activityWords
        const { confirm } = await ask({ title, content, confirmText })
        if (!confirm) return
        this.render({ exporting: true })
        const { activityId, tab } = this.state
        try {
          await call('activity.export', { activityId }, { idempotencyKey: this.key })
          const rows = await allGuests(activityId, tab)
          await wx.setClipboardData({ data: sheetOf(rows, serverNow()) })
          void wx.showToast({ title: activityWords.exported(rows.length), icon: 'none' })
        } catch (thrown) {
          void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
        }
        this.render({ exporting: false })
      },
    },
  ),
)
