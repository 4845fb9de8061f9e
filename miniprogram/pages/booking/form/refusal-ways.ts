import type { BookingOptions, VisitForm } from '../../../../contract'
import { asApiError, isUnsettled, type ApiError } from '../../../api/api-error'
import { call } from '../../../api/call'
import { askConsent } from '../../../api/consent'
import type { IdempotencyKey } from '../../../api/idempotency-key'
import { openPage } from '../../../api/open-page'
import { willTell } from '../../../api/session'
import { routes } from '../../../config/routes'
import { helpTopicFor, ownOf, wayOut } from './booking-refusal.view'
import { checkQuestion, releaseQuestion, type Question } from './booking-send'

/** A page whose form becomes a booking, as far as it leads on from a refusal. */
interface RefusedPage {
  state: { refusal: ApiError | null; sending: 'no' | 'sending' | 'confirming' }
  render(change: { refusal?: ApiError | null; sending?: 'no' | 'sending' }): void
  /** Of what is asked of others. */
  ask: IdempotencyKey
  wantedDays(): Pick<VisitForm, 'firstDay' | 'lastDay'>
  sendAgain(): void
  /** What stands on the server is another than this form began with. */
  loadAgain(): void
}

/** What the buttons of a refusal's card do, on every form that becomes a booking. */
export const refusalWays = {
  onWayOut(this: RefusedPage) {
    const { refusal } = this.state
    const { code = '', details = {} } = refusal ?? {}
    const way = wayOut(code, details)
    if (way === 'records') void wx.switchTab({ url: routes.records() })
    else if (way === 'own') void openPage(routes.visit(String(details.visitId)))
    else if (way === 'retry') this.sendAgain()
    else if (way === 'askCheck') void askOthers(this, checkQuestion(refusal))
    else if (way === 'reload') this.loadAgain()
  },

  onSecond(this: RefusedPage) {
    const { refusal } = this.state
    if (refusal === null) return
    if (ownOf(refusal.details) === null) void askOthers(this, releaseQuestion(refusal, this.wantedDays()))
    else void openPage(routes.booking({ revise: String(refusal.details.visitId) }))
  },

  onHelp(this: RefusedPage) {
    const topic = helpTopicFor(this.state.refusal?.code ?? '')
    if (topic !== null) void openPage(routes.help(topic))
  },
}

/** Whoever asks is told the answer, as far as a message can come. */
async function askOthers(page: RefusedPage, question: Question | null): Promise<void> {
  if (question === null || page.state.sending !== 'no') return
  page.render({ sending: 'sending' })
  const allowed = await askConsent('decision')
  try {
    const forCaller = await question.send(page.ask)
    page.render({ sending: 'no', refusal: question.asked(forCaller && (allowed > 0 || willTell())) })
  } catch (thrown) {
    page.render({ sending: 'no' })
    void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
  }
}

/** Whom the card names to call, and by which rule; null: they can't be had, or nobody is to be called about it. */
export const rulesFor = async (refusal: ApiError): Promise<BookingOptions | null> =>
  isUnsettled(refusal) ? null : call('visit.options', {}).catch(() => null)
