import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * The keys of this machine's cloud (cloudfunctions/platform/keys.ts), made at the first start and kept in the data
 * folder, readable by its owner alone. Losing them means losing every ID and phone number in the database.
 */
export function localKeys(dir: string): Record<string, string> {
  const file = path.join(dir, 'keys.json')
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>
  const key = () => randomBytes(32).toString('base64')
  const keys = { CAMPUS_DATA_KEYS: `1:${key()}`, CAMPUS_LOOKUP_KEY: key(), CAMPUS_PASS_KEYS: `1:${key()}` }
  fs.mkdirSync(dir, { recursive: true })
  fs.writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600, flush: true })
  return keys
}
