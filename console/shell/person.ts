import type { Me } from '../../contract'
import { shellWords } from '../locales/zh/shell'

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
    // The office is a unit of its staff too: it is said once.
    roles: [...new Set([staffUnit ?? '', ...roles])]
      .filter((each) => each !== '' && each !== name)
      .join(' · '),
  }
}
