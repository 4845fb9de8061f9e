import { failureOf } from '../../api/api-error'
import { askForReminder } from '../../api/consent'
import { loadMe } from '../../api/session'
import { statefulPage } from '../../behaviors/stateful-page'
import type { NoticeUse } from '../../domain/notice/parts'
import { remindersWords } from '../locales/reminders'
import { initialReminders, remindersView } from './reminders.view'

/** How many messages somebody still takes, and one more of a kind. */
Page(
  statefulPage(
    { initial: initialReminders, view: remindersView },
    {
      onLoad() {
        void wx.setNavigationBarTitle({ title: remindersWords().title })
        void this.load()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.load()
      },

      async onMore(event: WechatMiniprogram.BaseEvent) {
        const purpose = event.currentTarget.dataset.purpose as NoticeUse
        const allowed = await askForReminder(purpose)
        const { me } = this.state
        if (allowed === 0 || me === null) return
        // The server learns of it at the same moment; counting here saves asking it.
        const id = me.templates[purpose]
        this.render({ me: { ...me, consents: { ...me.consents, [id]: (me.consents[id] ?? 0) + allowed } } })
        void wx.showToast({ title: remindersWords().added, icon: 'success' })
      },

      async load() {
        this.render({ loading: true })
        try {
          this.render({ me: await loadMe(), failure: null, loading: false })
        } catch (thrown) {
          this.render({ me: null, failure: failureOf(thrown), loading: false })
        }
      },
    },
  ),
)
