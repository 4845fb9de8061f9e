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
      loadPage: (_state, cursor) => call('activity.list', { cursor }),
    },
    {
      onLoad() {
        knownMe()
          .then(({ approver }) => this.render({ mayApply: approver !== null && approver.frozen === null }))
          .catch(() => undefined)
      },

      onShow() {
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
