import { call } from '../../../../api/call'
import { serverNow } from '../../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../../api/idempotency-key'
import { asApiError } from '../../../../api/api-error'
import type { Photo } from '../../../../components/photo-picker/photo-picker'
import { dayOf } from '../../../../domain/values/days'
import { DOCUMENT_KINDS } from '../../../../domain/values/documents'
import { initialPropose, proposeFieldErrors, proposeView, type ProposeState } from './propose.view'

const start = (): ProposeState => initialPropose(dayOf(serverNow()))

/** Proposes a person, a plate or both; somebody else confirms (spec 5.4). */
Page({
  data: proposeView(start()),
  state: start(),
  key: null as IdempotencyKey | null,

  onLoad() {
    this.state = start()
    this.key = idempotencyKey()
    this.show({})
  },

  onType(event: WechatMiniprogram.CustomEvent<{ field: 'name' | 'document' | 'phone'; value: string }>) {
    this.show({ [event.detail.field]: event.detail.value })
  },

  onDocumentKind(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.show({ documentKind: DOCUMENT_KINDS[Number(event.detail.value)]?.id ?? 'mainlandId' })
  },

  onOpenPlate() {
    this.show({ plateOpen: true })
  },

  onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.show({ plate: event.detail.value })
  },

  onPlateDone() {
    this.show({ plateOpen: false })
  },

  onReason(event: WechatMiniprogram.Input) {
    this.show({ reason: event.detail.value })
  },

  onFrom(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.show({ from: event.detail.value })
  },

  onForGood(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.show({ forGood: event.detail.value })
  },

  onUntil(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.show({ until: event.detail.value })
  },

  onPhotos(event: WechatMiniprogram.CustomEvent<{ photos: Photo[] }>) {
    this.show({ photos: event.detail.photos })
  },

  async onSubmit() {
    if (this.state.sending) return
    const fieldErrors = proposeFieldErrors(this.state)
    this.show({ tried: true, refused: '' })
    const wrong = Object.keys(fieldErrors).find(
      (field) => fieldErrors[field as keyof typeof fieldErrors] !== '',
    )
    if (wrong !== undefined) {
      void wx.pageScrollTo({ selector: `#at-${wrong}`, offsetTop: -16 })
      return
    }
    const { name, documentKind, document, phone, plate, reason, from, forGood, until, photos } = this.state
    const evidence = photos.map(({ fileId }) => fileId)
    this.show({ sending: true, repeating: false })
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
        { idempotencyKey: this.key ?? undefined, onRetry: () => this.show({ repeating: true }) },
      )
      void wx.showToast({ title: '已提出，等待另一位同事确认', icon: 'none', duration: 2500 })
      await wx.navigateBack()
    } catch (thrown) {
      this.show({ sending: false, refused: asApiError(thrown).message })
    }
  },

  show(change: Partial<ProposeState>) {
    this.state = { ...this.state, ...change }
    this.setData(proposeView(this.state))
  },
})
