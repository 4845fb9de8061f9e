import { crc32, deflateRawSync } from 'node:zlib'

/** Every entry says 1980-01-01, so that equal files make equal archives. */
const DOS_DATE = 0x0021
const VERSION = 20
const DEFLATED = 8
const UTF8_NAMES = 0x0800
/** `-rw-r--r--` of a plain file, as Unix writes it into the upper half. */
const FILE_MODE = (0o100644 << 16) >>> 0

/** A zip archive of some files, name → content, without entries for folders. */
export function zip(files: Readonly<Record<string, Buffer>>): Buffer {
  const entries: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content, { level: 9 })
    const label = Buffer.from(name)
    const about = description(label, content, packed)
    const local = Buffer.concat([signature(0x04034b50), about, label, packed])
    directory.push(
      Buffer.concat([signature(0x02014b50), word(VERSION | (3 << 8)), about, place(offset), label]),
    )
    entries.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const count = word(directory.length)
  const end = [
    signature(0x06054b50),
    word(0),
    word(0),
    count,
    count,
    long(index.length),
    long(offset),
    word(0),
  ]
  return Buffer.concat([...entries, index, ...end])
}

/** The fields that an entry and the directory share. */
const description = (name: Buffer, content: Buffer, packed: Buffer): Buffer =>
  Buffer.concat([
    ...[word(VERSION), word(UTF8_NAMES), word(DEFLATED), word(0), word(DOS_DATE)],
    ...[long(crc32(content)), long(packed.length), long(content.length), word(name.length), word(0)],
  ])

/** What only the directory says: comment, disk, kind, mode, where the entry begins. */
const place = (offset: number): Buffer =>
  Buffer.concat([word(0), word(0), word(0), long(FILE_MODE), long(offset)])

const signature = (value: number): Buffer => long(value)

function word(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
