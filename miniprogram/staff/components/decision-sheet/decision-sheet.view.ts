import {
  composeReason,
  REASONS,
  reasonFieldError,
  type ReasonedDecision,
} from '../../approvals/visit/reasons'
import { componentsDecisionSheetWords } from '../../../locales/zh/pages/components-decision-sheet'

export interface SheetState {
  kind: ReasonedDecision
  picked: readonly string[]
  typed: string
  /** FieldErrors are shown from the first try on, not while still choosing. */
  tried: boolean
}

export interface SheetView {
  title: string
  explanation: string
  choices: Array<{ words: string; chosen: boolean }>
  typed: string
  /** The visitor's sentence, as it will stand there; empty before there is one. */
  preview: string
  fieldError: string
  action: string
}

const WORDS: Readonly<Record<ReasonedDecision, { title: string; explanation: string; action: string }>> = {
  return: {
    title: componentsDecisionSheetWords.returnTitle,
    explanation: componentsDecisionSheetWords.explanation,
    action: componentsDecisionSheetWords.returnAction,
  },
  revoke: {
    title: componentsDecisionSheetWords.revokeTitle,
    explanation: componentsDecisionSheetWords.revokeExplanation,
    action: componentsDecisionSheetWords.revokeTitle,
  },
}

export const initialSheet = (kind: ReasonedDecision): SheetState => ({
  kind,
  picked: [],
  typed: '',
  tried: false,
})

export function sheetView({ kind, picked, typed, tried }: SheetState): SheetView {
  const reason = composeReason(picked, typed)
  const fieldError = reasonFieldError(reason)
  return {
    ...WORDS[kind],
    choices: REASONS[kind].map((words) => ({ words, chosen: picked.indexOf(words) >= 0 })),
    typed,
    preview: reason === '' ? '' : componentsDecisionSheetWords.preview(reason),
    fieldError: tried ? fieldError : '',
  }
}

/** The picks with `words` put in or taken out, in the order of the list. */
export function togglePick(kind: ReasonedDecision, picked: readonly string[], words: string): string[] {
  return REASONS[kind].filter((each) => (each === words) !== picked.indexOf(each) >= 0)
}
