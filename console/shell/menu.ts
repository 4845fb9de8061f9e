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
  return (['approvals', 'office', 'account'] as const)
    .map((group) => ({
      title: shellWords.groups[group],
      pages: pages.filter((page) => page.group === group),
    }))
    .filter((group) => group.pages.length > 0)
}

/** Who is signed in, and as what. */
export function personOf({ staffName, staffUnit, approver, desk, office }: Me): {
  name: string
  roles: string
} {
  const roles = [
    ...(office === null ? [] : [shellWords.office]),
    ...(desk === null ? [] : [shellWords.desk]),
    ...(approver === null ? [] : [shellWords.approver]),
  ]
  const name = staffName ?? roles[0] ?? ''
  return {
    name,
    roles: [staffUnit ?? '', ...roles].filter((each) => each !== '' && each !== name).join(' · '),
  }
}
