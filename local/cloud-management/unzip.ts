import { crc32, inflateRawSync } from 'node:zlib'

/** The files of a zip archive, name → content, by its directory. Throws on anything that isn't a sound one. */
export function unzip(archive: Buffer): Record<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'))
  if (end < 0) throw new Error('not a zip archive')
  const files: Record<string, Buffer> = {}
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error('broken directory')
    const [packed, size] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)]
    const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field)) as [
      ...[number, number, number],
    ]
    const label = archive.toString('utf8', at + 46, at + 46 + name)
    const local = archive.readUInt32LE(at + 42)
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const content = inflateRawSync(archive.subarray(from, from + packed))
    if (content.length !== size || crc32(content) !== archive.readUInt32LE(at + 16))
      throw new Error(`broken file ${label}`)
    files[label] = content
    at += 46 + name + extra + comment
  }
  return files
}
