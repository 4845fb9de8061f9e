import { componentsReasonSheetWords } from './pages/components-reason-sheet'

export const deviceWords = {
  /** Who stands at a device, and why they let pass. */
  override: componentsReasonSheetWords.composed,
}
