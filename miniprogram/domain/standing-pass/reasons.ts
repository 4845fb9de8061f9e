/** What of a standing pass somebody typed to say why: it may name people, and goes as that of bookings does (spec 9). */
interface Reasoned {
  reason: string | null
  papers: readonly { name: string }[]
  history: readonly { note: string }[]
}

/** Whether any of it is there. */
export const saysWhy = ({ reason, papers, history }: Reasoned): boolean =>
  reason !== null || papers.some(({ name }) => name !== '') || history.some(({ note }) => note !== '')

/** The pass without it. */
export const withoutReasons = <P extends Reasoned>(pass: P): P => ({
  ...pass,
  reason: null,
  papers: pass.papers.map((paper) => ({ ...paper, name: '' })),
  history: pass.history.map((step) => ({ ...step, note: '' })),
})
