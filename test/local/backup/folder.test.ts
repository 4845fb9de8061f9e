import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, test } from 'vitest'
import { appendLines, beginFolder, linesOf, writeManifest } from '../../../local/backup/folder'
import { scratchFolder } from '../../scratch'

let dir: string
beforeEach(() => {
  dir = path.join(scratchFolder('backup-folder-'), 'backup')
})

describe('a record', () => {
  const lines = async (): Promise<unknown[]> => {
    const read: unknown[] = []
    for await (const line of linesOf(dir, 'visits')) read.push(JSON.parse(line))
    return read
  }

  it('of what JSON can hold comes back as it was', async () => {
    beginFolder(dir)
    const record = { _id: 'a', n: -1.5, none: null, yes: true, list: [[], {}, ''], text: '"\u2028\n𠮷' }
    appendLines(dir, 'visits', [record])
    expect(await lines()).toEqual([record])
  })

  class Place {
    readonly type = 'Point'
    readonly coordinates = [110.3, 25.2]
  }
  test.each<[string, unknown]>([
    ['a date', new Date(0)],
    ['bytes', Buffer.from('x')],
    ['more bytes', new Uint8Array([1])],
    ['a place', new Place()],
    ['no number', NaN],
    ['infinity', -Infinity],
    ['nothing', undefined],
    ['a map', new Map([['a', 1]])],
    ['a pattern', /x/],
    ['a great number', 1n],
  ])('that holds %s is refused, and says where', (_, value) => {
    beginFolder(dir)
    for (const record of [{ seen: value }, { form: { seen: value } }, { seen: [value] }])
      expect(() => appendLines(dir, 'visits', [record])).toThrow(/a record holds at (?:seen|0) what/)
  })
})

describe('a folder', () => {
  it('that came to no end is emptied by the next backup', () => {
    beginFolder(dir)
    appendLines(dir, 'visits', [{ _id: 'a' }])
    beginFolder(dir)
    expect(fs.readdirSync(dir).sort()).toEqual(['begun', 'files'])
  })

  test.each(['files', 'notes.jsonl', 'letter.txt'])(
    'that holds %s of somebody else stays as it is',
    (name) => {
      fs.mkdirSync(path.join(dir, name), { recursive: true })
      expect(() => beginFolder(dir)).toThrow('holds other things')
      expect(fs.readdirSync(dir)).toEqual([name])
    },
  )

  it('that is a whole backup stays as it is', async () => {
    beginFolder(dir)
    const keys = { data: [], lookup: [], pass: [] }
    await writeManifest(dir, { id: 'x', at: 0, filePrefix: '', collections: [], files: [], keys })
    expect(fs.readdirSync(dir).sort()).toEqual(['files', 'manifest.json'])
    expect(() => beginFolder(dir)).toThrow('holds a backup')
    expect(fs.statSync(path.join(dir, 'manifest.json')).mode & 0o077).toBe(0)
  })
})
