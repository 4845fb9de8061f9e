import type { Tab } from './tabs'

/** Tabs with how many stand on each, where it is known. */
export const countedTabs = <Value extends string>(
  tabs: readonly Tab<Value>[],
  counts: Readonly<Record<string, number>> | null | undefined,
): Tab<Value>[] => tabs.map((tab) => ({ ...tab, count: countWords(counts?.[tab.value] ?? 0) }))

/** Nothing for none; of more than ninety-nine nobody needs the number. */
export const countWords = (count: number): string => (count === 0 ? '' : count > 99 ? '99+' : String(count))
