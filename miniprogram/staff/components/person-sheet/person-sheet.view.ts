/** What the guard typed to find somebody who has neither code nor phone (spec 5.1). */
export interface PersonSearch {
  tail: string
  name: string
}

/** Faults by field; null when it can be asked. */
export function personFaults({ tail, name }: PersonSearch): { tail: string; name: string } | null {
  const faults = {
    tail: /^[0-9]{5}[0-9Xx]$/.test(tail.trim()) ? '' : '请输入证件号码的最后6位',
    name: name.trim() === '' ? '请输入姓名' : '',
  }
  return faults.tail === '' && faults.name === '' ? null : faults
}
