import { componentsReasonSheetWords as words } from '../../../locales/zh/pages/components-reason-sheet'

/** One reason from what was picked and typed; empty: none yet, also where only 其他 was picked. */
export function composedReason(picked: string, typed: string): string {
  const written = typed.trim()
  if (picked === '' || picked === words.other) return written
  return written === '' ? picked : words.composed(picked, written)
}
