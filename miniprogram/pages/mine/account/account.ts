import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { askConsent } from '../../../api/consent'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf } from '../../../api/api-error'
import { loadMe } from '../../../api/session'
import { jumpTo } from '../../../api/jump-to'
import type { Photo } from '../../../components/photo-picker/photo-picker'
import { removeAccountDraft, saveAccountDraft, loadAccountDraft } from '../../../device-storage/account-draft'
import { mineAccountWords } from '../../../locales/pages/mine-account'
import { accountFieldErrors, accountView, initialAccount } from './account.view'

/** Asks the office for an approver account, and shows what became of it (spec 1). */
Page(
  statefulPage(
    {
      initial: initialAccount,
      view: accountView,
      moment: () => ({ now: serverNow() }),
    },
    {
      key: null as IdempotencyKey | null,

      onLoad() {
        void wx.setNavigationBarTitle({ title: mineAccountWords().title })
        this.key = idempotencyKey()
        void this.load()
      },

      onHide() {
        void this.keep()
      },

      onUnload() {
        void this.keep()
      },

      onRetry() {
        void this.load()
      },

      onUnit(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ unitId: this.data.units[Number(event.detail.value)]?.id ?? '' })
      },

      onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ reason: event.detail.value })
      },

      onType(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ leaderName: event.detail.value })
      },

      onPhotos(event: WechatMiniprogram.CustomEvent<{ photos: Photo[] }>) {
        this.render({ photos: event.detail.photos })
      },

      async onSubmit() {
        if (this.state.sending) return
        const fieldErrors = accountFieldErrors(this.state)
        this.render({ tried: true, refused: '' })
        const missing = Object.keys(fieldErrors).find(
          (field) => fieldErrors[field as keyof typeof fieldErrors] !== '',
        )
        if (missing !== undefined) {
          jumpTo(missing)
          return
        }
        this.render({ sending: true, repeating: false })
        await askConsent('decision')
        const { unitId, reason, leaderName, photos } = this.state
        const form = photos[0]?.uploadId ?? ''
        try {
          await call(
            'account.ask',
            { unitId, reason, leaderName, form },
            { idempotencyKey: this.key ?? undefined, onRetry: () => this.render({ repeating: true }) },
          )
          this.render({ sending: false, reason: '', leaderName: '', photos: [], tried: false })
          await removeAccountDraft()
          await this.load()
          void wx.pageScrollTo({ scrollTop: 0 })
        } catch (thrown) {
          this.render({ sending: false, refused: asApiError(thrown).message })
        }
      },

      async load() {
        this.render({ failure: null })
        try {
          const [{ units }, { request }, me, draft] = await Promise.all([
            call('unit.list', {}),
            call('account.asked', {}),
            loadMe(),
            loadAccountDraft(),
          ])
          const own = units.find(({ name }) => name === me.staffUnit)
          this.render({
            units,
            request,
            approver: me.approver,
            unitId: draft?.unitId || (own?.id ?? ''),
            ...pick(draft),
          })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },

      /** The photo isn't kept: it goes by itself when no request takes it. */
      async keep() {
        const { units, unitId, reason, leaderName } = this.state
        if (units !== null && (reason !== '' || leaderName !== ''))
          await saveAccountDraft({ unitId, reason, leaderName })
      },
    },
  ),
)

const pick = (draft: { reason: string; leaderName: string } | null) =>
  draft === null ? {} : { reason: draft.reason, leaderName: draft.leaderName }
