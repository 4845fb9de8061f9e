import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { askQuietly, learnKeptAnswers } from '../../../api/consent'
import { serverNow } from '../../../api/clock'
import { emptyList } from '../../../api/paged-list'
import { failureOf } from '../../../api/api-error'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { initialOffice, officeView, type OfficeTarget } from './home.view'

/** Entry of the office (保卫处) on the phone. */
Page(
  statefulPage(
    {
      initial: initialOffice,
      view: officeView,
    },
    {
      onLoad() {
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

      onRow(event: WechatMiniprogram.BaseEvent) {
        const { target } = event.currentTarget.dataset as { target: OfficeTarget }
        // Applications are told of by the message of new bookings.
        askQuietly(target === 'activities' || target === 'standing' ? 'newBooking' : 'auditHead')
        const addresses: Record<OfficeTarget, () => string> = {
          requests: routes.accountRequests,
          accounts: routes.accounts,
          blacklist: routes.blacklist,
          traffic: routes.traffic,
          emergency: routes.emergencyMode,
          devices: routes.devices,
          conflicts: routes.conflicts,
          presence: routes.presence,
          activities: routes.activities,
          standing: routes.standingPasses,
          recordLists: routes.recordLists,
          walkInQuotas: routes.walkInQuotas,
        }
        void openPage(addresses[target]())
      },

      async load() {
        this.render({ loading: true, failure: null })
        try {
          const [requests, waiting, activities, standing, mode, { controls }, devices, conflicts] =
            await Promise.all([
              call('account.requests', { state: 'open', cursor: null }),
              call('blacklist.list', { list: 'waiting', cursor: null }),
              call('activity.list', { waiting: true, cursor: null }),
              call('standing.list', { waiting: true, cursor: null }),
              call('emergency.get', {}),
              call('traffic.list', {}),
              call('device.list', { cursor: null }),
              call('gate.conflicts', { cursor: null }),
            ])
          this.render({
            requests: { ...emptyList(), ...requests },
            waiting: { ...emptyList(), ...waiting },
            activities: { ...emptyList(), ...activities },
            standing: { ...emptyList(), ...standing },
            emergency: mode.on,
            controls: controls.length,
            devices: { ...emptyList(), ...devices },
            conflicts: { ...emptyList(), ...conflicts },
            now: serverNow(),
            loading: false,
          })
        } catch (thrown) {
          // Old numbers would mislead.
          this.render({ requests: null, waiting: null, failure: failureOf(thrown), loading: false })
        }
      },
    },
  ),
)
