import { listPage } from '../../../behaviors/list-page'
import type { Input } from '../../../../contract'
import { ask } from '../../../api/ask'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { emptyList } from '../../../api/paged-list'
import { asApiError, failureOf } from '../../../api/api-error'
import { loadMe } from '../../../api/session'
import { sentenceOf } from '../../../locales/errors'
import { checkPlate, normalisePlate } from '../../../domain/values/plates'
import { initialVehicles, vehiclesView, type VehicleTab } from './vehicles.view'
import { deskVehiclesWords } from '../../locales/desk-vehicles'

type Decision = Pick<Input<'vehicle.resolve'>, 'outcome' | 'reason' | 'leftAt'>

/** The desk's vehicles: requests to check, who is inside, fees that are due (spec 5.3). */
Page(
  listPage(
    {
      initial: initialVehicles,
      view: vehiclesView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: ({ campusId, tab }, cursor) => call('vehicle.list', { campusId, list: tab, cursor }),
      listKey: ({ campusId, tab }) => [campusId, tab],
    },
    {
      key: idempotencyKey(),

      onLoad() {
        this.key = idempotencyKey()
        void this.open()
      },

      onShow() {
        if (this.state.campusId !== '') void this.reload()
      },

      async onPullDownRefresh() {
        await (this.state.campusId === '' ? this.open() : this.reload())
        await wx.stopPullDownRefresh()
      },

      onRetryOpening() {
        void this.open()
      },

      onCampus(event: WechatMiniprogram.BaseEvent) {
        const campusId = event.currentTarget.dataset.id as string
        if (campusId === this.state.campusId) return
        this.render({ campusId, list: emptyList() })
        void this.reload()
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: VehicleTab }>) {
        const tab = event.detail.value
        if (tab === this.state.tab) return
        this.render({ tab, list: emptyList(this.state.list.counts), found: undefined, plate: '' })
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        void this.reload()
      },

      // One plate

      onSearch() {
        this.render({ plateOpen: true })
      },

      onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ plate: event.detail.value })
      },

      onPlateDone(event: WechatMiniprogram.CustomEvent<{ finished: boolean }>) {
        this.render({ plateOpen: false })
        const plate = normalisePlate(this.state.plate)
        if (plate === '') this.onClearSearch()
        else if (!event.detail.finished) return
        else if ('fieldError' in checkPlate(plate))
          void wx.showToast({ title: sentenceOf('PLATE_INVALID'), icon: 'none' })
        else void this.find(plate)
      },

      onClearSearch() {
        this.render({ plate: '', found: undefined })
      },

      async find(plate: string) {
        this.render({ plate, searching: true })
        try {
          const { stay } = await call('vehicle.find', { plate })
          this.render({ found: stay, searching: false })
        } catch (thrown) {
          this.render({ searching: false })
          void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
        }
      },

      // Deciding

      onCall(event: WechatMiniprogram.BaseEvent) {
        // Rejects when the caller thinks better of it.
        wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone as string }).catch(() => undefined)
      },

      onResolve(event: WechatMiniprogram.BaseEvent) {
        if (!this.state.sending)
          this.render({
            working: event.currentTarget.dataset.id as string,
            sheetOpen: true,
            refused: { id: '', sentence: '' },
          })
      },

      onCloseSheet() {
        this.render({ sheetOpen: false })
      },

      async onDecided(event: WechatMiniprogram.CustomEvent<Decision>) {
        const { outcome, reason, leftAt } = event.detail
        const { working } = this.state
        const sent = () =>
          call('vehicle.resolve', { stayId: working, outcome, reason, leftAt }, { idempotencyKey: this.key })
        if (await this.sending(working, sent))
          void wx.showToast({ title: deskVehiclesWords.onDecidedTitle, icon: 'none' })
      },

      async onPaid(event: WechatMiniprogram.BaseEvent) {
        const id = event.currentTarget.dataset.id as string
        if (this.state.sending) return
        const { confirm } = await ask({
          title: deskVehiclesWords.onPaidTitle,
          content: deskVehiclesWords.onPaidContent,
          confirmText: deskVehiclesWords.onPaidConfirmText,
        })
        if (!confirm) return
        if (await this.sending(id, () => call('vehicle.paid', { stayId: id }, { idempotencyKey: this.key })))
          void wx.showToast({ title: deskVehiclesWords.onPaidTitle2, icon: 'none' })
      },

      /** True when it was done; what stands on the screen is then read anew. */
      async sending(id: string, send: () => Promise<unknown>): Promise<boolean> {
        this.render({ working: id, sending: true, refused: { id: '', sentence: '' } })
        try {
          await send()
          this.render({ sending: false, sheetOpen: false })
        } catch (thrown) {
          this.render({ sending: false, refused: { id, sentence: asApiError(thrown).message } })
          return false
        }
        const { found, plate } = this.state
        await (found === undefined ? this.reload() : Promise.all([this.find(plate), this.reload()]))
        return true
      },

      async open() {
        this.render({ failure: null })
        try {
          const me = await loadMe()
          this.render({ me, campusId: me.desk?.campuses[0]?.id ?? '' })
          if (this.state.campusId !== '') await this.reload()
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },

      more(): Promise<void> {
        return this.state.found === undefined ? this.moreOfList() : Promise.resolve()
      },
    },
  ),
)
