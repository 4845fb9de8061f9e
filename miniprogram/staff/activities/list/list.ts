import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { knownMe } from '../../../api/session'
import { openPage } from '../../../api/open-page'
import { listPage } from '../../../behaviors/list-page'
import { routes } from '../../../config/routes'
import { activitiesView, initialActivities } from './list.view'

/** Activities: apply, look after them, answer what was applied for (spec 4.2). */
Page(
  listPage(
    {
      initial: initialActivities,
      view: activitiesView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      // Only the office is asked nothing but what waits; units see theirs whatever is said.
      loadPage: ({ waitingOnly: waiting }, cursor) => call('activity.list', { waiting, cursor }),
    },
    {
      onLoad() {
        knownMe()
          .then(({ approver, office }) => {
            const mayApply = approver !== null && approver.frozen === null
            this.render({ mayApply, office: office !== null })
          })
          .catch(() => undefined)
      },

      onShow() {
        void this.reload()
      },

      onWaitingOnly(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.render({ waitingOnly: event.detail.value })
        void this.reload()
      },

      onApply() {
        void openPage(routes.makeActivity())
      },

      onOpen(event: WechatMiniprogram.BaseEvent) {
        void openPage(routes.activity(event.currentTarget.dataset.id as string))
      },
    },
  ),
)
