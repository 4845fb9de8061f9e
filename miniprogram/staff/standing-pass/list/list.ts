import { ask } from '../../../api/ask'
import { asApiError } from '../../../api/api-error'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { knownMe } from '../../../api/session'
import { openPage } from '../../../api/open-page'
import { listPage } from '../../../behaviors/list-page'
import { routes } from '../../../config/routes'
import { standingWords } from '../../locales/standing'
import { initialStandingList, standingListView } from './list.view'

/** Standing passes: apply, confirm the list once a term, answer what was applied for (spec 4.4). */
Page(
  listPage(
    {
      initial: initialStandingList,
      view: standingListView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      // Only the office is asked nothing but what waits; units see theirs whatever is said.
      loadPage: ({ waitingOnly: waiting }, cursor) => call('standing.list', { waiting, cursor }),
    },
    {
      key: idempotencyKey(),

      onLoad() {
        this.key = idempotencyKey()
      },

      onShow() {
        void this.reload()
      },

      /** Who asks, what they have to confirm, and the list. */
      async reload() {
        await Promise.all([this.knowMyself(), this.reloadList()])
      },

      async knowMyself() {
        try {
          const { approver, office } = await knownMe()
          const mayApply = approver !== null && approver.frozen === null
          this.render({ mayApply, office: office !== null })
          const { units } = mayApply ? await call('standing.due', {}) : { units: [] }
          this.render({ due: units })
        } catch {
          // The list says by itself what went wrong.
        }
      },

      onWaitingOnly(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.render({ waitingOnly: event.detail.value })
        void this.reload()
      },

      onApply() {
        void openPage(routes.makeStandingPass())
      },

      onOpen(event: WechatMiniprogram.BaseEvent) {
        void openPage(routes.standingPass(event.currentTarget.dataset.id as string))
      },

      async onConfirm(event: WechatMiniprogram.BaseEvent) {
        if (this.state.busy) return
        const unitId = event.currentTarget.dataset.unit as string
        const { confirmTitle: title, confirmContent: content, confirmAction: confirmText } = standingWords
        const { confirm } = await ask({ title, content, confirmText })
        if (!confirm) return
        this.render({ busy: true, refused: '' })
        try {
          await call('standing.confirm', { unitId }, { idempotencyKey: this.key })
          this.key = idempotencyKey()
          void wx.showToast({ title: standingWords.confirmed, icon: 'none' })
          await this.reload()
        } catch (thrown) {
          this.render({ refused: asApiError(thrown).message })
        }
        this.render({ busy: false })
      },
    },
  ),
)
