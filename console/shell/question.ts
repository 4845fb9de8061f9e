/** What is asked once before something rare or final is done. */
export interface Question {
  /** What it is about: what was typed for one thing isn't offered for another. */
  key: string
  title: string
  note: string
  /** On the button that does it. */
  action: string
  /** It can't be undone. */
  final: boolean
  /** Asked for with it, and wanted; null: none. `choices` are picked, 其他 is typed; without any it is typed. */
  reason: { label: string; choices?: readonly string[]; example?: string; limit: number } | null
}
