import type { Me } from '../../contract'
import { shellWords } from '../locales/zh/shell'
import { pagesFor, type ConsolePage } from '../pages'

export interface MenuGroup {
  title: string
  pages: ConsolePage[]
}

/** The pages of this person by what they belong to; a group without one isn't there. */
export function menuOf(me: Me): MenuGroup[] {
  const pages = pagesFor(me)
  return (['approvals', 'office', 'rules', 'account'] as const)
    .map((group) => ({
      title: shellWords.groups[group],
      pages: pages.filter((page) => page.group === group),
    }))
    .filter((group) => group.pages.length > 0)
}
