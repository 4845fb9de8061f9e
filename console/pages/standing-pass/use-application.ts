import { shallowRef } from 'vue'
import { isUnsettled } from '../../api/api-error'
import { call } from '../../api/call'
import { useDraft } from '../../shell/use-draft'
import {
  applicationFaults,
  listedPeople,
  papersOf,
  planOf,
  type ApplicationDraft,
  type Offered,
} from './application'
import {
  leftOf,
  nothingSent,
  sendApplication,
  type Application,
  type Sender,
  type Sent,
} from './send-application'

const SENDER: Sender = {
  apply: (input, requestId) => call('standing.apply', input, { requestId }),
  revise: (input, requestId) => call('standing.revise', input, { requestId }),
  add: (input, requestId) => call('standing.add', input, { requestId }),
}

/**
 * An application for a standing pass from its form to its end. As long as nobody knows whether a call was done, sending once
 * more sends the same; refused after the pass was made, it goes on with that pass: never is there a second one.
 * @param options what is offered, once it is known
 */
export function useApplication(options: () => Offered | undefined, done: () => unknown) {
  const sent = shallowRef<Sent | null>(null)
  const form = useDraft<ApplicationDraft, Application>({
    request(draft) {
      const now = Date.now()
      const offered = options()
      const { passId, unitId, listText, papers } = draft
      const listed = listedPeople(listText, now)
      if (offered === undefined || applicationFaults(draft, listed, offered, now).length > 0) return null
      const { people } = listed
      return { passId, unitId, plan: planOf(draft), people, papers: papersOf(papers) }
    },
    async send(request, { requestId }) {
      const progress = nothingSent()
      try {
        await sendApplication(request, requestId, SENDER, progress)
        sent.value = progress
      } catch (thrown) {
        const draft = form.draft.value
        if (!isUnsettled(thrown) && draft !== null)
          leftOf(draft, listedPeople(draft.listText, Date.now()).rows, progress)
        throw thrown
      }
    },
    done,
  })
  return { form, sent }
}
