import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { asApiError } from '../../../api/api-error'
import { HELP_TOPICS, type HelpTopic } from '../../../config/help-topics'
import { routes } from '../../../config/routes'
import { initialQuestions, questionsView, type QuestionsState } from './questions.view'

/** 常见问题, answered from the live rules (spec 10). `topic` opens one of them. */
Page({
  data: questionsView(initialQuestions()),
  state: initialQuestions(),

  onLoad(query: { topic?: string }) {
    this.state = { ...initialQuestions(), open: HELP_TOPICS.find((topic) => topic === query.topic) ?? null }
    void this.open()
  },

  async onPullDownRefresh() {
    await this.load()
    await wx.stopPullDownRefresh()
  },

  onRetry() {
    void this.open()
  },

  onToggle(event: WechatMiniprogram.BaseEvent) {
    const topic = event.currentTarget.dataset.topic as HelpTopic
    this.show({ open: this.state.open === topic ? null : topic })
  },

  onContacts() {
    void wx.navigateTo({ url: routes.contacts() })
  },

  async open() {
    await this.load()
    const { open, rules } = this.state
    // The answer may only now be appearing.
    if (open !== null && rules !== null)
      wx.nextTick(() => void wx.pageScrollTo({ selector: `#at-${open}`, offsetTop: -16, duration: 200 }))
  },

  async load() {
    this.show({ loading: true, failure: '' })
    try {
      const [options, emergency, { controls }, { units }] = await Promise.all([
        call('visit.options', {}),
        call('emergency.get', {}),
        call('traffic.list', {}),
        call('unit.list', {}),
      ])
      this.show({ rules: { options, emergency, controls, units }, loading: false })
    } catch (thrown) {
      this.show({ loading: false, failure: asApiError(thrown).message })
    }
  },

  show(change: Partial<QuestionsState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(questionsView(this.state))
  },
})
