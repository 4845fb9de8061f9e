import type { Page, Route } from 'playwright-core'

/** Of every list, with the phone's own paging. */
export const FULL_ROWS = 100
const PAGE_ROWS = 20
/** Who is inside comes in pages large enough for a hundred. */
const AT_ONCE = 'campus.inside'
const CURSOR = 'full:'

interface CallBody {
  name: string
  data: { action: string; input: { cursor?: string | null } }
}
type Row = Record<string, unknown>
interface CallReply {
  result: { ok: boolean; data?: { rows?: Row[]; controls?: Row[]; next?: string | null } }
}

/** From now on every list that answers with a row answers with a hundred, page by page: the real rows, again and again. */
export async function fillLists(phone: Page): Promise<void> {
  await phone.route('**/client/call', filled)
}

/** Lists are again as they are. */
export async function leaveLists(phone: Page): Promise<void> {
  await phone.unroute('**/client/call', filled)
}

async function filled(route: Route): Promise<void> {
  const request = route.request()
  const body = request.postDataJSON() as CallBody
  const cursor = body.data.input.cursor ?? ''
  const from = cursor.startsWith(CURSOR) ? Number(cursor.slice(CURSOR.length)) : 0
  // The server knows nothing of the pages made here: it is asked for its first one each time.
  if (from > 0) body.data.input.cursor = null
  const answer = await route.fetch({ postData: JSON.stringify(body) })
  const reply = (await answer.json()) as CallReply
  fill(reply.result.data ?? {}, from, body.data.action === AT_ONCE ? FULL_ROWS : PAGE_ROWS)
  await route.fulfill({ response: answer, json: reply })
}

function fill(data: NonNullable<CallReply['result']['data']>, from: number, size: number): void {
  if (data.rows?.length && data.next !== undefined) {
    data.rows = repeated(data.rows, from, size)
    data.next = from + size < FULL_ROWS ? `${CURSOR}${from + size}` : null
  } else if (data.rows?.length) data.rows = repeated(data.rows, 0, FULL_ROWS)
  if (data.controls?.length) data.controls = repeated(data.controls, 0, FULL_ROWS)
}

/** Each with an id of its own, by which the page tells them apart. */
const repeated = (rows: Row[], from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, index) => {
    const row = rows[index % rows.length] ?? {}
    const own = (key: string) =>
      typeof row[key] === 'string' ? { [key]: `${row[key]}-${from + index}` } : {}
    return { ...row, ...own('id'), ...own('hostId') }
  })
