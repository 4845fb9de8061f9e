import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { failureOf } from '../../../api/api-error'
import { helpContactsWords } from '../../../locales/pages/help-contacts'
import { contactsView, initialContacts } from './contacts.view'

/** Numbers of the office, the desks and the units, one tap each (spec 10). */
Page(
  statefulPage(
    {
      initial: initialContacts,
      view: contactsView,
    },
    {
      onLoad() {
        void wx.setNavigationBarTitle({ title: helpContactsWords().title })
        void this.load()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.load()
      },

      onType(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ text: event.detail.value })
      },

      async load() {
        this.render({ loading: true, failure: null })
        try {
          const [{ contacts }, { units }] = await Promise.all([
            call('visit.options', {}),
            call('unit.list', {}),
          ])
          this.render({ office: contacts, units, loading: false })
        } catch (thrown) {
          this.render({ loading: false, failure: failureOf(thrown) })
        }
      },
    },
  ),
)
