import { statefulPage } from '../../../behaviors/stateful-page'
import type { HostRow } from '../../../../contract'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf } from '../../../api/api-error'
import { knownMe } from '../../../api/session'
import { jumpTo } from '../../../api/jump-to'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { addDays, dayOf, MAX_VISIT_DAYS } from '../../../domain/values/days'
import { ownGates } from '../../../domain/emergency/report'
import { usualPurpose } from '../../../domain/visit/purposes'
import {
  initialReport,
  reportFieldErrors,
  reportView,
  withGate,
  type ReportForm,
  type ReportState,
} from './report.view'
import { leavePage } from '../../../api/leave-page'

const start = (): ReportState => initialReport(dayOf(serverNow()))

/** The desk records a call and reads the number out (spec 5.6). */
Page(
  statefulPage(
    {
      initial: start,
      view: reportView,
      moment: () => ({ now: serverNow(), today: dayOf(serverNow()) }),
    },
    {
      key: null as IdempotencyKey | null,

      onLoad() {
        this.key = idempotencyKey()
      },

      onShow() {
        // What is typed stays; only whether calls are taken is read anew.
        void this.load()
      },

      onRetry() {
        void this.load()
      },

      onOpenMode() {
        void openPage(routes.emergencyMode())
      },

      onType(
        event: WechatMiniprogram.CustomEvent<{
          field: 'hostName' | 'unitName' | 'name' | 'phone'
          value: string
        }>,
      ) {
        this.fill({ [event.detail.field]: event.detail.value })
      },

      onNote(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.fill({ note: event.detail.value })
      },

      onFindHost() {
        void openPage(routes.hostSearch(), {
          chosen: ({ name, unitName }: HostRow) => this.fill({ hostName: name, unitName }),
        })
      },

      onOpenPlate() {
        this.render({ plateOpen: true })
      },

      onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.fill({ plate: event.detail.value })
      },

      onPlateDone() {
        this.render({ plateOpen: false })
      },

      onGate(event: WechatMiniprogram.BaseEvent) {
        this.fill({ gateIds: withGate(this.state.form.gateIds, event.currentTarget.dataset.id as string) })
      },

      onPurpose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        const chosen = this.state.purposes[Number(event.detail.value)]
        if (chosen !== undefined) this.fill({ purpose: chosen.id })
      },

      onFirstDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        const firstDay = event.detail.value
        const { lastDay } = this.state.form
        const most = addDays(firstDay, MAX_VISIT_DAYS - 1)
        this.fill({ firstDay, lastDay: lastDay < firstDay ? firstDay : lastDay > most ? most : lastDay })
      },

      onLastDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.fill({ lastDay: event.detail.value })
      },

      async onSubmit() {
        if (this.state.sending !== 'no') return
        const fieldErrors = reportFieldErrors(this.state)
        this.render({ tried: true, refused: '' })
        const wrong = Object.keys(fieldErrors).find(
          (field) => fieldErrors[field as keyof typeof fieldErrors] !== '',
        )
        if (wrong !== undefined) {
          jumpTo(wrong)
          return
        }
        const { form } = this.state
        this.render({ sending: 'sending' })
        try {
          const { number } = await call('emergency.report', form, {
            idempotencyKey: this.key ?? undefined,
            onRetry: () => this.render({ sending: 'confirming' }),
          })
          this.render({ sending: 'no', given: { number, form } })
          void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        } catch (thrown) {
          const refusal = asApiError(thrown)
          this.render({ sending: 'no', refused: refusal.message })
          if (refusal.code === 'EMERGENCY_CLOSED') await this.load()
        }
      },

      /** The next call: the gates stay, they are mostly the same ones. */
      onNext() {
        const { gateIds } = this.state.form
        const { form } = start()
        this.render({ given: null, tried: false, refused: '', form: { ...form, gateIds } })
        this.choosePurpose()
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
      },

      onDone() {
        void leavePage(routes.emergencyReports())
      },

      async load() {
        this.render({ loading: true, failure: null })
        try {
          const [me, mode, { gates, purposes }] = await Promise.all([
            knownMe(),
            call('emergency.get', {}),
            call('visit.options', {}),
          ])
          this.render({ me, mode, gates: ownGates(me, gates), purposes, loading: false })
          this.choosePurpose()
        } catch (thrown) {
          this.render({ failure: failureOf(thrown), loading: false })
        }
      },

      choosePurpose() {
        const { form, purposes } = this.state
        if (form.purpose === '') this.fill({ purpose: usualPurpose(purposes, 'other') })
      },

      fill(change: Partial<ReportForm>) {
        this.render({ form: { ...this.state.form, ...change } })
      },
    },
  ),
)
