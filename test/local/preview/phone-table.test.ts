import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PhoneTable } from '../../../local/preview/server/phone-table'

let dir: string
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'phone-table-'))
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

const open = (known = ['lin', 'wei', 'huang']) =>
  new PhoneTable(path.join(dir, 'phones.json'), ['lin', 'wei'], new Set(known))

describe('the phone table', () => {
  it('survives a restart, with the name of its data set', () => {
    const table = open()
    table.hand('1', 'huang')
    table.add('lin')
    table.remove('2')
    expect(open().phones).toEqual([
      { id: '1', person: 'huang' },
      { id: '3', person: 'lin' },
    ])
    expect(open().dataset).toBe(table.dataset)
  })

  it('is a new data set once its file is gone', () => {
    const { dataset } = open()
    fs.rmSync(path.join(dir, 'phones.json'))
    expect(open().dataset).not.toBe(dataset)
  })

  it('hands phones to known people only, and forgets those who are gone', () => {
    expect(() => open().hand('1', 'nobody')).toThrow('nobody is called "nobody"')
    expect(() => open().hand('9', 'lin')).toThrow('no phone 9')
    expect(open(['wei']).phones).toEqual([{ id: '2', person: 'wei' }])
  })

  it('gives no person for a phone that is not on the stage', () => {
    expect(open().personOf('7')).toBeUndefined()
  })
})
