import { statefulPage } from '../../behaviors/stateful-page'
import { serverNow } from '../../api/clock'
import { failureOf } from '../../api/api-error'
import { askQuietly, learnKeptAnswers } from '../../api/consent'
import { loadMe } from '../../api/session'
import { nameTabs } from '../../api/tab-names'
import { openPage } from '../../api/open-page'
import { routes } from '../../config/routes'
import { dayOf } from '../../domain/values/days'
import { loadEvacuation } from '../../device-storage/evacuation'
import { keptEnded, saveEnded } from '../../device-storage/ended-visits'
import { loadDraft } from '../../device-storage/booking-draft'
import { passagesWait } from '../../device-storage/waiting-passages'
import { loadLastVisit } from '../../device-storage/last-visit'
import { keptPasses } from '../../device-storage/issued-pass'
import { homeWords } from '../../locales/pages/home'
import { wantList } from '../records/list/wanted-list'
import { homeView, waitingForMe, type HomeCardTarget, type HomeState } from './home.view'

const untouched = (): HomeState => ({
  me: null,
  today: dayOf(serverNow()),
  now: serverNow(),
  failure: null,
  loading: true,
  kept: [],
  ended: [],
  evacuation: false,
  lastVisit: null,
  draft: null,
  passagesWait: false,
})

Page(
  statefulPage(
    {
      initial: untouched,
      view: homeView,
    },
    {
      onLoad() {
        nameTabs()
        void wx.setNavigationBarTitle({ title: homeWords().title })
        void learnKeptAnswers()
      },

      onShow() {
        void this.load()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.load()
      },

      onPass(event: WechatMiniprogram.BaseEvent) {
        void openPage(routes.pass(event.currentTarget.dataset.id as string))
      },

      onEnded(event: WechatMiniprogram.BaseEvent) {
        void openPage(routes.visit(event.currentTarget.dataset.id as string))
      },

      onCall(event: WechatMiniprogram.BaseEvent) {
        const phoneNumber = event.currentTarget.dataset.phone as string
        wx.makePhoneCall({ phoneNumber }).catch(() => undefined)
      },

      onEvacuation() {
        void openPage(routes.evacuation())
      },

      onBook() {
        void openPage(routes.booking())
      },

      onAgain() {
        const copy = this.state.lastVisit?.visitId
        if (copy !== undefined) void openPage(routes.booking({ copy }))
      },

      onHelp() {
        void openPage(routes.help())
      },

      onCard(event: WechatMiniprogram.BaseEvent) {
        const { target, visit = '' } = event.currentTarget.dataset as {
          target: HomeCardTarget
          visit?: string
        }
        if (target === 'pending') askQuietly('decision')
        if (target === 'office') askQuietly('auditHead')
        if (visit !== '') void openPage(routes.visit(visit))
        else if (target === 'approvals') void openPage(routes.approvals())
        else if (target === 'gate') void openPage(routes.gateScan())
        else if (target === 'desk') void openPage(routes.vehicles())
        else if (target === 'presence') void openPage(routes.presence())
        else if (target === 'recordLists') void openPage(routes.recordLists())
        else if (target === 'emergency') void openPage(routes.emergencyReports())
        else if (target === 'hostVisits') void openPage(routes.hostVisits())
        else if (target === 'office') void openPage(routes.office())
        else {
          wantList(target)
          void wx.switchTab({ url: routes.records() })
        }
      },

      async load() {
        this.render({ loading: true })
        try {
          const me = await loadMe()
          const [ended, lastVisit, draft, waiting] = await Promise.all([
            saveEnded(me.ended),
            loadLastVisit(),
            loadDraft(null),
            passagesWait(),
          ])
          const read = { me, today: me.today, now: me.now, ended, lastVisit, draft, passagesWait: waiting }
          this.render({ ...read, failure: null, loading: false })
          badge(waitingForMe(me))
        } catch (thrown) {
          const now = serverNow()
          const today = dayOf(now)
          // Old numbers would mislead; a pass on this phone is as good without network.
          this.render({
            me: null,
            today,
            now,
            failure: failureOf(thrown),
            kept: await keptPasses(today),
            ended: await keptEnded(),
            evacuation: (await loadEvacuation(now)) !== null,
            loading: false,
          })
        }
      },
    },
  ),
)

const HOME_TAB = 0

/** The number at the tab, so that it is seen from every tab; a hint, so a failure is nobody's business. */
function badge(count: number): void {
  if (count === 0) wx.removeTabBarBadge({ index: HOME_TAB, fail: () => undefined })
  else wx.setTabBarBadge({ index: HOME_TAB, text: count > 99 ? '99+' : String(count), fail: () => undefined })
}
