import { statefulPage } from '../../../behaviors/stateful-page'
import type { HostRow } from '../../../../contract'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf } from '../../../api/api-error'
import { knownMe } from '../../../api/session'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { dayOf } from '../../../domain/values/days'
import { usualPurpose } from '../../../domain/visit/purposes'
import { begunBy, cardOf, initialMake, makeView, type MakeState } from './make.view'
import { invitationsMakeWords } from '../../../locales/zh/pages/invitations-make'
import { leavePage } from '../../../api/leave-page'

const untouched = (): MakeState => initialMake(dayOf(serverNow()))

/** Invites a guest: a card for them to fill in, or the booking form filled in on their behalf (spec 4). */
Page(
  statefulPage(
    {
      initial: untouched,
      view: makeView,
      moment: () => ({ today: dayOf(serverNow()) }),
    },
    {
      key: idempotencyKey(),

      onLoad() {
        this.key = idempotencyKey()
        this.render({})
        // Without an answer the host is picked by hand.
        knownMe()
          .then((me) => this.begin(begunBy(me)))
          .catch(() => undefined)
        void this.loadPurposes()
      },

      onRetry() {
        void this.loadPurposes()
      },

      async loadPurposes() {
        this.render({ failure: null })
        try {
          const { purposes, latestFirstDay } = await call('visit.options', {})
          this.render({
            ...{ purposes, latestFirstDay },
            purpose: this.state.purpose || usualPurpose(purposes, 'official'),
          })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },

      begin({ host, unit }: Pick<MakeState, 'host' | 'unit'>) {
        this.render({ host: this.state.host ?? host, unit })
      },

      onVip(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.render({ vip: event.detail.value })
      },

      onFillMyself() {
        const { vip, host, unit } = this.state
        const url = routes.booking({
          inviting: vip ? 'vip' : 'guest',
          ...(host === null ? {} : { host: host.hostId }),
          ...(unit === null ? {} : { unit: unit.unitId }),
        })
        void openPage(url)
      },

      onFindHost() {
        void openPage(routes.hostSearch(this.state.unit ?? undefined), {
          chosen: (host: HostRow) => this.render({ host }),
        })
      },

      onPurpose(event: WechatMiniprogram.PickerChange) {
        const purpose = this.state.purposes[Number(event.detail.value)]
        if (purpose) this.render({ purpose: purpose.id })
      },

      onFirstDay(event: WechatMiniprogram.PickerChange) {
        const firstDay = event.detail.value as string
        const { lastDay } = this.state
        this.render({ firstDay, lastDay: lastDay < firstDay ? firstDay : lastDay })
      },

      onLastDay(event: WechatMiniprogram.PickerChange) {
        this.render({ lastDay: event.detail.value as string })
      },

      async onMake() {
        // Without the purposes nothing can be sent.
        if (this.state.purposes.length === 0) return this.loadPurposes()
        const card = cardOf(this.state)
        this.render({ tried: true, refused: '' })
        if (card === null || this.state.sending) return
        this.render({ sending: true, repeating: false })
        try {
          await call('invitation.link', card, {
            idempotencyKey: this.key,
            onRetry: () => this.render({ repeating: true }),
          })
          void wx.showToast({ title: invitationsMakeWords.onMakeTitle, icon: 'none' })
          await leavePage(routes.invitations())
        } catch (thrown) {
          this.render({ sending: false, refused: asApiError(thrown).message })
        }
      },
    },
  ),
)
