import { call } from '../../../api/call'
import { asApiError } from '../../../api/api-error'
import { contactsView, initialContacts, type ContactsState } from './contacts.view'

/** Numbers of the office, the desks and the units, one tap each (spec 10). */
Page({
  data: contactsView(initialContacts()),
  state: initialContacts(),

  onLoad() {
    this.state = initialContacts()
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
    this.show({ text: event.detail.value })
  },

  async load() {
    this.show({ loading: true, failure: '' })
    try {
      const [{ contacts }, { units }] = await Promise.all([call('visit.options', {}), call('unit.list', {})])
      this.show({ office: contacts, units, loading: false })
    } catch (thrown) {
      this.show({ loading: false, failure: asApiError(thrown).message })
    }
  },

  show(change: Partial<ContactsState>) {
    this.state = { ...this.state, ...change }
    this.setData(contactsView(this.state))
  },
})
