/** What a field offers, by the label of each, in their order. */
export const choicesOf = <K extends string>(
  labels: Readonly<Record<K, string>>,
): { value: K; label: string }[] =>
  (Object.keys(labels) as K[]).map((value) => ({ value, label: labels[value] }))

/** Lists of applications: what the office has still to answer, or all. */
export type OfficeList = 'waiting' | 'all'

/** Which of them the address asks for; the office begins with what waits for it, everybody else sees all. */
export const officeListOf = (asked: unknown, office: boolean): OfficeList =>
  office && asked !== 'all' ? 'waiting' : 'all'
