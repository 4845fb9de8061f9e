import { reasonFieldError, type ReasonedDecision } from '../../approvals/visit/reasons'
import { componentsDecisionSheetWords } from '../../../locales/zh/pages/components-decision-sheet'

export interface SheetState {
  kind: ReasonedDecision
  /** As it was picked and typed. */
  reason: string
  /** The field for 其他 is there. */
  asks: boolean
  /** FieldErrors are shown from the first try on, not while still choosing. */
  tried: boolean
}

export interface SheetView {
  title: string
  explanation: string
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
  ...{ kind, reason: '', asks: false, tried: false },
})

export function sheetView({ kind, reason, asks, tried }: SheetState): SheetView {
  const unpicked = reason === '' && !asks ? componentsDecisionSheetWords.pick : ''

  return {
    ...WORDS[kind],
    preview: reason === '' ? '' : componentsDecisionSheetWords.preview(reason),
    fieldError: tried ? unpicked || reasonFieldError(reason) : '',
  }
}
