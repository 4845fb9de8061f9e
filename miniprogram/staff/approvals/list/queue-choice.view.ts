import { chosenFor, mayBeTried, openOf, type Choice, type ManyDecision } from './queue-choice'
import { approvalsListWords } from '../../locales/approvals-list'

/** The foot of the queue while many are being chosen. */
export interface ChoiceView {
  /** '已选3条'. */
  chosen: string
  allChosen: boolean
  mayChooseAll: boolean
  /** What came of the last try, counted; null: nothing was tried. */
  summary: { tone: 'good' | 'attention'; icon: string; words: string } | null
  /** A refusal, or that the answer is late; empty otherwise. */
  line: string
  lineIsRefusal: boolean
  /** Nothing is left to decide: the way on is back to the queue. */
  finished: boolean
  approve: string
  sendBack: string
  deciding: ManyDecision | 'none'
  /** What can't be tapped: there is nothing it could succeed for, or an answer is on its way. */
  disabled: Readonly<Record<ManyDecision, boolean>>
}

const LATE = approvalsListWords.confirming
const WORDS: Readonly<Record<ManyDecision, string>> = {
  approve: approvalsListWords.approve,
  return: approvalsListWords.returnAction,
}

/** `rowIds`: the rows that are shown. `sheetOpen`: then the sheet says what is wrong. */
export function choiceView(choice: Choice, rowIds: readonly string[], sheetOpen: boolean): ChoiceView {
  const { ids, tried, deciding, repeating, refused } = choice
  const open = openOf(choice, rowIds)
  const line = sheetOpen ? '' : deciding !== null && repeating ? LATE : refused
  return {
    chosen: approvalsListWords.chosenCount(ids.length),
    allChosen: open.length > 0 && open.every((id) => ids.indexOf(id) >= 0),
    mayChooseAll: open.length > 0,
    summary: summaryOf(choice),
    line,
    lineIsRefusal: line !== '' && line !== LATE,
    finished: choice.over || (tried !== null && open.length === 0 && ids.length === 0),
    approve: buttonWords(choice, 'approve'),
    sendBack: buttonWords(choice, 'return'),
    deciding: deciding ?? 'none',
    disabled: { approve: disabled(choice, 'approve'), return: disabled(choice, 'return') },
  }
}

/** What the sheet for the reason shows beneath its fields. */
export const sheetFailure = ({ deciding, repeating, refused }: Choice): string =>
  deciding !== null ? (repeating ? LATE : '') : refused

const disabled = (choice: Choice, decision: ManyDecision): boolean =>
  choice.deciding !== null || chosenFor(choice, decision).length === 0

/** '重试通过 1条' once some of the same decision failed. */
function buttonWords(choice: Choice, decision: ManyDecision): string {
  const { tried, outcomes } = choice
  const ids = chosenFor(choice, decision)
  const again = tried === decision && ids.some((id) => outcomes[id] !== undefined)
  return `${again ? approvalsListWords.buttonWords : ''}${WORDS[decision]}${ids.length > 0 ? approvalsListWords.countSuffix(ids.length) : ''}`
}

function summaryOf({ outcomes, tried }: Choice): ChoiceView['summary'] {
  if (tried === null) return null
  const all = Object.keys(outcomes).map((id) => outcomes[id])
  const done = all.filter((outcome) => outcome?.ok === true).length
  const failed = all.length - done
  if (failed === 0)
    return { tone: 'good', icon: 'check-circle', words: approvalsListWords.summaryOfWords(done) }
  const retry = all.some((outcome) => mayBeTried(outcome, tried))
  return {
    tone: 'attention',
    icon: 'error-circle',
    words: approvalsListWords.doneAndFailed(
      done,
      failed,
      retry ? approvalsListWords.retryableStayChosen : '',
    ),
  }
}
