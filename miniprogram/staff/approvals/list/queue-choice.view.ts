import { chosenFor, openOf, type Choice, type ManyDecision } from './queue-choice'

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

const LATE = '已提交，正在确认…'
const WORDS: Readonly<Record<ManyDecision, string>> = { approve: '通过', return: '退回' }

/** `rowIds`: the rows that are shown. `sheetOpen`: then the sheet says what is wrong. */
export function choiceView(choice: Choice, rowIds: readonly string[], sheetOpen: boolean): ChoiceView {
  const { ids, tried, deciding, repeating, refused } = choice
  const open = openOf(choice, rowIds)
  const line = sheetOpen ? '' : deciding !== null && repeating ? LATE : refused
  return {
    chosen: `已选${ids.length}条`,
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
  return `${again ? '重试' : ''}${WORDS[decision]}${ids.length > 0 ? ` ${ids.length}条` : ''}`
}

function summaryOf({ outcomes, tried }: Choice): ChoiceView['summary'] {
  if (tried === null) return null
  const all = Object.keys(outcomes).map((id) => outcomes[id])
  const done = all.filter((outcome) => outcome?.ok === true).length
  const failed = all.length - done
  if (failed === 0) return { tone: 'good', icon: 'check-circle', words: `${done}条已办好，访客将收到通知` }
  const retry = all.some((outcome) => outcome?.settled === false && outcome.never !== tried)
  return {
    tone: 'attention',
    icon: 'error-circle',
    words: `${done}条已办好，${failed}条未成功，原因见各条${retry ? '；可重试的仍为选中' : ''}`,
  }
}
