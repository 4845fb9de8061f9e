import { call } from '../../api/call'
import type { Known } from './plan'

/** What a file is compared with. `told` hears how many rows of the directory are read. */
export async function readKnown(withStaff: boolean, told: (rows: number) => void): Promise<Known> {
  const places = call('import.places', {})
  const staff: Known['staff'] = []
  for (let after: string | null = withStaff ? '' : null; after !== null;) {
    const page: { rows: Known['staff']; next: string | null } = await call('import.staff', { after })
    staff.push(...page.rows)
    told(staff.length)
    after = page.next
  }
  return { ...(await places), staff }
}

const PHONES_A_CALL = 2000

export async function readMarks(phones: readonly string[]): Promise<Map<string, string>> {
  const marks = new Map<string, string>()
  for (let index = 0; index < phones.length; index += PHONES_A_CALL) {
    const some = phones.slice(index, index + PHONES_A_CALL)
    const { marks: found } = await call('import.phones', { phones: some })
    some.forEach((phone, at) => marks.set(phone, found[at] ?? ''))
  }
  return marks
}
