import { statefulPage } from '../../../../behaviors/stateful-page'
import { call } from '../../../../api/call'
import { serverNow } from '../../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../../api/idempotency-key'
import { asApiError } from '../../../../api/api-error'
import { jumpTo } from '../../../../api/jump-to'
import type { Photo } from '../../../../components/photo-picker/photo-picker'
import { usualEnd } from '../../../../domain/blacklist/proposal'
import { dayOf } from '../../../../domain/values/days'
import { DOCUMENT_KINDS } from '../../../../domain/values/documents'
import { initialPropose, proposeFieldErrors, proposeView, type ProposeState } from './propose.view'
import { adminBlacklistProposeWords } from '../../../../locales/zh/pages/admin-blacklist-propose'
import { leavePage } from '../../../../api/leave-page'
import { routes } from '../../../../config/routes'

const start = (): ProposeState => initialPropose(dayOf(serverNow()))

/** Proposes a person, a plate or both; somebody else confirms (spec 5.4). */
Page(
  statefulPage(
    {
      initial: start,
      view: proposeView,
      moment: () => ({ today: dayOf(serverNow()) }),
    },
    {
      key: null as IdempotencyKey | null,

      onLoad() {
        this.key = idempotencyKey()
        this.render({})
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: 'name' | 'document' | 'phone'; value: string }>) {
        this.render({ [event.detail.field]: event.detail.value })
      },

      onDocumentKind(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ documentKind: DOCUMENT_KINDS[Number(event.detail.value)] ?? 'mainlandId' })
      },

      onOpenPlate() {
        this.render({ plateOpen: true })
      },

      onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ plate: event.detail.value })
      },

      onPlateDone() {
        this.render({ plateOpen: false })
      },

      onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ reason: event.detail.value })
      },

      onFrom(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        const from = event.detail.value
        const { until } = this.state
        this.render({ from, until: until < from ? usualEnd(from) : until })
      },

      onForGood(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.render({ forGood: event.detail.value })
      },

      onUntil(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ until: event.detail.value })
      },

      onPhotos(event: WechatMiniprogram.CustomEvent<{ photos: Photo[] }>) {
        this.render({ photos: event.detail.photos })
      },

      async onSubmit() {
        if (this.state.sending) return
        const fieldErrors = proposeFieldErrors(this.state)
        this.render({ tried: true, refused: '' })
        const wrong = Object.keys(fieldErrors).find(
          (field) => fieldErrors[field as keyof typeof fieldErrors] !== '',
        )
        if (wrong !== undefined) {
          jumpTo(wrong)
          return
        }
        const { name, documentKind, document, phone, plate, reason, from, forGood, until, photos } =
          this.state
        const evidence = photos.map(({ uploadId }) => uploadId)
        this.render({ sending: true, repeating: false })
        try {
          await call(
            'blacklist.propose',
            {
              name,
              documentKind,
              document,
              phone,
              plate,
              reason,
              evidence,
              from,
              until: forGood ? null : until,
            },
            { idempotencyKey: this.key ?? undefined, onRetry: () => this.render({ repeating: true }) },
          )
          void wx.showToast({ title: adminBlacklistProposeWords.onSubmitTitle, icon: 'none', duration: 2500 })
          await leavePage(routes.blacklist())
        } catch (thrown) {
          this.render({ sending: false, refused: asApiError(thrown).message })
        }
      },
    },
  ),
)
