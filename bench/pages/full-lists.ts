import type { Page, Route } from 'playwright-core'

/** Of every list, with the phone's own paging. */
const FULL_ROWS = 100
const PAGE_ROWS = 20
/** Who is inside comes in pages large enough for a hundred. */
const AT_ONCE = 'campus.inside'
const CURSOR = 'full:'

interface Call {
  action: string
  input: { cursor?: string | null }
}
type Row = Record<string, unknown>
interface Reply {
  data?: { rows?: Row[]; controls?: Row[]; next?: string | null }
}

/** From now on every list that answers with a row answers with a hundred, page by page: the real rows, again and again. */
export async function fillLists(phone: Page): Promise<void> {
  await phone.route('**/client/call', filled)
}

/** Lists are again as they are. */
export async function leaveLists(phone: Page): Promise<void> {
  await phone.unroute('**/client/call', filled)
}

/** Calls may come several in one (contract/together.ts). */
async function filled(route: Route): Promise<void> {
  const body = route.request().postDataJSON() as { data: Call & { together?: Call[] } }
  const calls = body.data.together ?? [body.data]
  const begins = calls.map(takeCursor)
  const answer = await route.fetch({ postData: JSON.stringify(body) })
  const json = (await answer.json()) as { result: Reply & { together?: Reply[] } }
  const replies = json.result.together ?? [json.result]
  replies.forEach(({ data = {} }, index) =>
    fill(data, begins[index] ?? 0, calls[index]?.action === AT_ONCE ? FULL_ROWS : PAGE_ROWS),
  )
  await route.fulfill({ response: answer, json })
}

/** Where the wanted page begins. The server knows nothing of the pages made here: it is asked for its first one each time. */
function takeCursor({ input }: Call): number {
  const cursor = input?.cursor ?? ''
  if (!cursor.startsWith(CURSOR)) return 0
  input.cursor = null
  return Number(cursor.slice(CURSOR.length))
}

function fill(data: NonNullable<Reply['data']>, from: number, size: number): void {
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
