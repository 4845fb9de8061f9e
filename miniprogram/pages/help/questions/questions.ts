import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { failureOf } from '../../../api/api-error'
import { jumpTo } from '../../../api/jump-to'
import { openPage } from '../../../api/open-page'
import { HELP_TOPICS, type HelpTopic } from '../../../config/help-topics'
import { routes } from '../../../config/routes'
import { helpQuestionsWords } from '../../../locales/pages/help-questions'
import { initialQuestions, questionsView } from './questions.view'

/** 常见问题, answered from the live rules (spec 10). `topic` opens one of them. */
Page(
  statefulPage(
    {
      initial: initialQuestions,
      view: questionsView,
      moment: () => ({ now: serverNow() }),
    },
    {
      onLoad(query: { topic?: string }) {
        void wx.setNavigationBarTitle({ title: helpQuestionsWords().title })
        this.state = {
          ...initialQuestions(),
          open: HELP_TOPICS.find((topic) => topic === query.topic) ?? null,
        }
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
        this.render({ open: this.state.open === topic ? null : topic })
      },

      onContacts() {
        void openPage(routes.contacts())
      },

      async open() {
        await this.load()
        const { open, rules } = this.state
        if (open !== null && rules !== null) jumpTo(open)
      },

      async load() {
        this.render({ loading: true, failure: null })
        try {
          const [options, emergency, { controls }, { units }] = await Promise.all([
            call('visit.options', {}),
            call('emergency.get', {}),
            call('traffic.list', {}),
            call('unit.list', {}),
          ])
          this.render({ rules: { options, emergency, controls, units }, loading: false })
        } catch (thrown) {
          this.render({ loading: false, failure: failureOf(thrown) })
        }
      },
    },
  ),
)
