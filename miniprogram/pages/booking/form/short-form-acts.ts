import { asApiError } from '../../../api/api-error'
import { jumpTo } from '../../../api/jump-to'
import { proveNumber } from '../../../api/prove-number'
import { DOCUMENT_KINDS } from '../../../domain/values/documents'
import { normalisePhone } from '../../../domain/values/phones'
import type { PrivacyTick } from '../../../domain/visit/privacy'
import { refusalWays, rulesFor } from './refusal-ways'
import { answeredErrors, type PersonFields, type ShortFormState } from './short-form'

/** A page with a short form, as far as what is done on it is the same on each. */
interface ShortFormPage {
  state: ShortFormState<PersonFields>
  render(change: Partial<ShortFormState<PersonFields>>): void
  /** The cursor left a field: what stands there takes its one spelling. */
  leave(field: string): void
  fill(change: Partial<PersonFields>): void
  sendAgain(): void
  /** Reads anew what the form is for. */
  load(): Promise<void>
  /** The same after a refusal that the card shows, where the form still stands after it. */
  loadRefused(): Promise<void>
}

type Typed<Detail extends object> = WechatMiniprogram.CustomEvent<Detail>

/** What is done on every short form: a page spreads it among its own methods, and has those of `ShortFormPage`. */
export const shortFormActs = {
  ...refusalWays,

  onType(this: ShortFormPage, { detail }: Typed<{ field: string; value: string }>) {
    this.fill({ [detail.field]: detail.value })
  },

  onLeave(this: ShortFormPage, { detail }: Typed<{ field: string }>) {
    this.leave(detail.field)
  },

  onDocumentKind(this: ShortFormPage, { detail }: WechatMiniprogram.PickerChange) {
    const documentKind = DOCUMENT_KINDS[Number(detail.value)]
    if (documentKind !== undefined) this.fill({ documentKind })
  },

  onPhoneKind(this: ShortFormPage) {
    this.fill({ phoneKind: this.state.form.phoneKind === 'mainland' ? 'international' : 'mainland' })
  },

  /** The platform hands out a code; the server resolves the number. */
  async onPhoneNumber(this: ShortFormPage, { detail: { code } }: Typed<{ code?: string }>) {
    if (code === undefined || this.state.proving) return
    this.render({ proving: true })
    try {
      const wasOnForm = normalisePhone(this.state.form.phone)
      const { phone, phoneKind } = await proveNumber(code)
      this.render({ proving: false, proved: phone })
      this.fill({ phone, phoneKind })
      // It was refused for want of the proof: with it the same form is sent again.
      if (this.state.refusal !== null && phone === wasOnForm) this.sendAgain()
    } catch (thrown) {
      this.render({ proving: false })
      void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
    }
  },

  onPrivacy(this: ShortFormPage, { detail }: Typed<{ value?: PrivacyTick }>) {
    this.fill({ privacy: detail.value })
  },

  onOpenPlate(this: ShortFormPage) {
    this.render({ plateOpen: true })
  },

  onPlate(this: ShortFormPage, { detail }: Typed<{ value: string }>) {
    this.fill({ plate: detail.value })
  },

  onPlateDone(this: ShortFormPage) {
    if (!this.state.plateOpen) return
    this.leave('plate')
    this.render({ plateOpen: false })
  },

  fill(this: ShortFormPage, change: Partial<PersonFields>) {
    this.render({ form: { ...this.state.form, ...change } })
  },

  loadAgain(this: ShortFormPage) {
    void this.load()
  },

  onRetry(this: ShortFormPage) {
    void this.load()
  },

  /** What the server found wrong stands beside its fields, any other refusal on its card. */
  async refused(this: ShortFormPage, thrown: unknown) {
    const refusal = asApiError(thrown)
    const { form, progress } = this.state
    const answered = answeredErrors(refusal, form)
    const [first] = answered
    if (first === undefined) {
      this.render({ sending: 'no', refusal })
      jumpTo('refusal')
      const [rules] = await Promise.all([rulesFor(refusal), this.loadRefused()])
      this.render({ rules })
      return
    }
    this.render({ sending: 'no', progress: { ...progress, answered } })
    jumpTo(first.field)
    // What may be chosen, or is asked, may be another by now.
    await this.load()
  },
}
