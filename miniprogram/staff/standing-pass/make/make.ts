import { ask } from '../../../api/ask'
import { asApiError, failureOf } from '../../../api/api-error'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { askConsent } from '../../../api/consent'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { knownMe } from '../../../api/session'
import { jumpTo } from '../../../api/jump-to'
import { statefulPage } from '../../../behaviors/stateful-page'
import { loadFormDraft, removeFormDraft, saveFormDraft } from '../../../device-storage/form-draft'
import type { Photo } from '../../../components/photo-picker/photo-picker'
import type { PersonForm } from '../../../domain/standing-pass/person'
import type { StandingFee } from '../../../domain/standing-pass/standing-pass'
import { dayOf, minuteOfTime, type Weekday } from '../../../domain/values/days'
import { chosenList } from '../../lists/chosen-list'
import { standingWords } from '../../locales/standing'
import { DRAFT, hasTyped, recalled, typedOf, type Typed } from './make-draft'
import { sendPass, type Sending } from './send-pass'
import {
  BLANK_PERSON,
  initialMake,
  makeFieldErrors,
  makeView,
  personErrors,
  withDocumentKind,
  withList,
  withOtherPhoneKind,
  type MakeMode,
} from './make.view'
import { withPaper } from './papers.view'
import { leftToDo, refusedWords } from './taken.view'
import { leavePage } from '../../../api/leave-page'
import { routes } from '../../../config/routes'

const noKeys = (): Record<string, IdempotencyKey> => ({})
/** An approver applies for a standing pass of an own unit, completes one that was sent back, or renews papers (spec 4.4). */
Page(
  statefulPage(
    {
      initial: () => initialMake(dayOf(serverNow())),
      view: makeView,
      moment: () => ({ today: dayOf(serverNow()) }),
    },
    {
      passId: '',
      /** One for each call that sending makes, by what it sends: a list may be longer than one takes. */
      keys: noKeys(),

      onLoad(query: { id?: string; part?: string }) {
        this.passId = query.id ?? ''
        this.keys = noKeys()
        const mode: MakeMode = this.passId === '' ? 'new' : query.part === 'papers' ? 'papers' : 'change'
        this.render({ mode })
        void this.begin()
      },

      onHide() {
        this.keep()
      },

      onUnload() {
        this.keep()
      },

      /** With what was typed for a new one and not sent. */
      async begin() {
        const typed = this.passId === '' ? await loadFormDraft<Typed>(DRAFT) : null
        if (typed !== null) this.render(recalled(typed, this.state.today))
        await this.load()
      },

      keep() {
        if (this.passId === '' && hasTyped(this.state)) void saveFormDraft(DRAFT, typedOf(this.state))
      },

      onRetry() {
        void this.load()
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: 'why' | 'paperName'; value: string }>) {
        this.render({ [event.detail.field]: event.detail.value, paperFault: '' })
      },

      onUnit(event: WechatMiniprogram.PickerChange) {
        this.render({ unitIndex: Number(event.detail.value) })
      },

      onFirstDay(event: WechatMiniprogram.PickerChange) {
        const firstDay = event.detail.value as string
        const { lastDay } = this.state
        this.render({ firstDay, lastDay: lastDay < firstDay ? firstDay : lastDay })
      },

      onLastDay(event: WechatMiniprogram.PickerChange) {
        this.render({ lastDay: event.detail.value as string })
      },

      onWeekday(event: WechatMiniprogram.BaseEvent) {
        const day = Number(event.currentTarget.dataset.day) as Weekday
        const { weekdays } = this.state
        const without = weekdays.filter((each) => each !== day)
        if (without.length > 0)
          this.render({ weekdays: without.length < weekdays.length ? without : [...weekdays, day] })
      },

      onAllDay(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.render({ allDay: event.detail.value })
      },

      /** `data-end` says which of the two times. */
      onTime(event: WechatMiniprogram.PickerChange) {
        const end = event.currentTarget.dataset.end as 'from' | 'until'
        this.render({ [end]: minuteOfTime(event.detail.value as string) })
      },

      onGate(event: WechatMiniprogram.BaseEvent) {
        const id = event.currentTarget.dataset.id as string
        const { gateIds } = this.state
        const without = gateIds.filter((each) => each !== id)
        this.render({ gateIds: without.length < gateIds.length ? without : [...gateIds, id] })
      },

      onFee(event: WechatMiniprogram.BaseEvent) {
        this.render({ fee: event.currentTarget.dataset.fee as StandingFee })
      },

      onPerson(event: WechatMiniprogram.CustomEvent<{ field: keyof PersonForm; value: string }>) {
        this.render({ person: { ...this.state.person, [event.detail.field]: event.detail.value } })
      },

      onDocumentKind(event: WechatMiniprogram.PickerChange) {
        this.render({ person: withDocumentKind(this.state.person, Number(event.detail.value)) })
      },

      onPhoneKind() {
        this.render({ person: withOtherPhoneKind(this.state.person) })
      },

      onAddPerson() {
        this.render({ personTried: true })
        if (Object.keys(personErrors(this.state)).length > 0) return
        const { people, person } = this.state
        this.keys = noKeys()
        this.render({ people: [...people, person], person: BLANK_PERSON, personTried: false })
      },

      onRemovePerson(event: WechatMiniprogram.BaseEvent) {
        const at = event.currentTarget.dataset.at as number
        this.keys = noKeys()
        this.render({ people: this.state.people.filter((_, each) => each !== at) })
      },

      onListText(event: WechatMiniprogram.Input) {
        this.render({ listText: event.detail.value, listNote: '' })
      },

      onRead() {
        this.keys = noKeys()
        this.render(withList(this.state))
      },

      /** A spreadsheet's file from a chat; of a workbook only its copied cells can be read here. */
      async onFile() {
        try {
          const text = await chosenList()
          if (text === null) return
          this.render({ listText: text })
          this.onRead()
        } catch {
          this.render({ listNote: standingWords.wrongFile })
        }
      },

      onPaperUntil(event: WechatMiniprogram.PickerChange) {
        this.render({ paperUntil: event.detail.value as string, paperFault: '' })
      },

      onPaperPhoto(event: WechatMiniprogram.CustomEvent<{ photos: Photo[] }>) {
        const [photo] = event.detail.photos
        this.render({
          paperPhoto: photo?.state === 'sent' ? photo.uploadId : null,
          photoSending: photo?.state === 'sending',
          paperFault: '',
        })
      },

      onAddPaper() {
        const papers = withPaper(this.state)
        if (typeof papers === 'string') {
          this.render({ paperFault: papers })
          return
        }
        this.keys = noKeys()
        this.render({
          ...{ papers, paperName: '', paperUntil: '', paperPhoto: null },
          ...{ paperFault: '', paperRound: this.state.paperRound + 1 },
        })
      },

      onRemovePaper(event: WechatMiniprogram.BaseEvent) {
        const at = event.currentTarget.dataset.at as number
        this.keys = noKeys()
        this.render({ papers: this.state.papers.filter((_, each) => each !== at) })
      },

      async onSend() {
        if (this.state.sending !== 'no') return
        const [wrong] = Object.keys(makeFieldErrors(this.state))
        this.render({ tried: true, refused: '' })
        if (wrong !== undefined) return jumpTo(wrong)
        this.render({ sending: 'sending' })
        await askConsent('decision')
        const sending: Sending = { taken: { state: 'draft', added: 0, refused: [] }, letGo: [], left: null }
        try {
          await this.send(sending)
        } catch (thrown) {
          // The pass is made by then: sending again goes on with it, and with who isn't on it yet.
          const { left } = sending
          const goingOn = left === null ? {} : { mode: 'change' as const, people: left }
          this.render({ ...goingOn, sending: 'no', refused: asApiError(thrown).message })
        }
      },

      /** The key of a call: sent again it is the same, as long as nothing is changed. */
      keyOf(content: unknown): IdempotencyKey {
        return (this.keys[JSON.stringify(content)] ??= idempotencyKey())
      },

      async send(sending: Sending) {
        const { mode, people } = this.state
        if (mode === 'papers') {
          const papers = this.state.papers.map((paper) => ({ ...paper }))
          const idempotencyKey = this.keyOf(papers)
          const seen = this.state.seen ?? undefined
          await call('standing.papers', { passId: this.passId, papers, seen }, { idempotencyKey })
          await this.leave(standingWords.papersSaved)
          return
        }
        const sender = {
          ...{ passId: this.passId, keyOf: (content: unknown) => this.keyOf(content) },
          onRetry: () => this.render({ sending: 'confirming' }),
          made: (passId: string) => {
            this.passId = passId
            return removeFormDraft(DRAFT)
          },
        }
        await sendPass(this.state, sender, sending)
        const { taken, letGo } = sending
        const count = taken.refused.length + letGo.length
        if (count > 0)
          await ask({
            ...{ title: standingWords.refusedTitle(count), showCancel: false },
            ...{ content: refusedWords(people, taken.refused, letGo), confirmText: standingWords.known },
          })
        const left = leftToDo(people, taken)
        if (left !== null) {
          this.keys = noKeys()
          this.render(left)
          return
        }
        await this.leave(taken.added === 0 ? standingWords.saved : standingWords.sent(taken.added))
      },

      async leave(title: string) {
        void wx.showToast({ title, icon: 'none' })
        await leavePage(this.passId === '' ? routes.standingPasses() : routes.standingPass(this.passId))
      },

      /** Gates and units to choose from, and what it is so far. */
      async load() {
        this.render({ failure: null })
        try {
          const [{ gates, standing }, { approver }, detail] = await Promise.all([
            call('visit.options', {}),
            knownMe(),
            this.passId === '' ? null : call('standing.get', { passId: this.passId }),
          ])
          this.render({
            ...{ gates, rules: standing },
            gateIds: (detail?.plan ?? this.state).gateIds.filter((each) =>
              gates.some(({ id }) => id === each),
            ),
            units: (approver?.units ?? []).map(({ id, name }) => ({ unitId: id, name })),
          })
          if (detail === null) return
          const { pass, plan, rev } = detail
          const papers = detail.papers.map(({ name, until, photo }) => ({ name, until, photo }))
          const { why, firstDay, lastDay, fee, hours } = plan
          this.render({
            ...{ why, firstDay, lastDay, fee, allDay: hours === null, ...hours },
            weekdays: plan.weekdays.length === 0 ? [0, 1, 2, 3, 4, 5, 6] : plan.weekdays,
            ...{ papers, approvedPapers: pass.state === 'approved' ? papers : null, seen: rev },
          })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },
    },
  ),
)
