import { createHash } from 'node:crypto'
import type { Stored } from '../../../cloudfunctions/platform/database'
import { accountId } from '../../../cloudfunctions/stores/accounts'
import { demoDocuments } from '../../../local/demo'
import { kept } from './kept'
import type { Contents } from './memory-database'
import { demo, LEFT_OUT } from './people'
import type { Life } from './steps'

/** Keys that are the same in every run, so that ids and hashes are. */
export function useFixedKeys(): void {
  const key = (name: string): string => createHash('sha256').update(name).digest('base64')
  process.env.CAMPUS_DATA_KEYS = `d1:${key('data of the lives')}`
  process.env.CAMPUS_LOOKUP_KEY = key('lookups of the lives')
  process.env.CAMPUS_PASS_KEYS = `1:${key('passes of the lives')}`
}

/** The demo campus as it stands before a life. */
export function campusBefore(rule: Life['rule']): Contents {
  const documents = demoDocuments(demo)
  const contents = new Map<string, Map<string, Stored>>()
  for (const [name, rows] of Object.entries(documents) as [string, readonly Stored[]][])
    contents.set(name, new Map(rows.map((row) => [row._id, kept(row)])))
  contents.get('accounts')?.delete(accountId('approver', LEFT_OUT))
  const rules = contents.get('settings')?.get('rules')
  // Lives are long, and few people lead them: fair use has tests of its own.
  const fairUse = { maxLiveBookings: 1000, maxBookingsADay: 1000, maxDaysAhead: null }
  contents.get('settings')?.set('rules', kept({ ...rules, ...fairUse, _id: 'rules', duplicateRule: rule }))
  return contents
}
