import type { NoticeCard, PhoneRow, StageHandle, StageState } from '../protocol'
import { element } from '../runtime/dom'
import { createAside } from './aside'
import { createCallList } from './call-list'
import { createGatesPanel } from './gates/gates-panel'
import { concerns } from './concerns'
import { fillIn } from './fill-in'
import { fitPhones } from './layout'
import { createNoticeBoard } from './notice-board'
import { openPeopleMenu } from './people-menu'
import { createPhoneCard, type PhoneCard } from './phone-card'
import { addPhone, handPhone, listen, loadState, removePhone } from './server'
import { createTour } from './tour'

/** Scene "opened from a subscribe message". */
const SCENE_NOTICE = 1014

const state: StageState = await loadState()
document.body.dataset.dataset = state.dataset
let rows: PhoneRow[] = state.phones
const cards = new Map<string, PhoneCard>()

const tour = createTour()
const calls = createCallList()
const notices = createNoticeBoard(state.appName, (notice) => void openNotice(notice))
const gates =
  state.gates &&
  createGatesPanel(state.gates, () =>
    rows.map(({ id, person }) => ({
      name: person.name,
      role: person.role,
      screen: () => cards.get(id)?.screen() ?? null,
      route: cards.get(id)?.handle()?.route() ?? '',
    })),
  )
const aside = createAside([
  { label: '通知与调用', parts: [notices.root, calls.root] },
  ...(gates ? [{ label: '校门', mark: gates.lamps, parts: [gates.root], wide: true }] : []),
])
const phones = element('div', { class: 'phones' })
const add = element(
  'button',
  { class: 'add-phone', onclick: () => openPeopleMenu(add, state.cast, null, ({ id }) => void addPhone(id)) },
  '＋ 再放一部手机',
)
const trouble = element('p', { class: 'trouble', role: 'alert', hidden: true })

document.body.append(
  element(
    'header',
    { class: 'top' },
    element(
      'div',
      { class: 'brand' },
      element('h1', {}, state.appName),
      element('p', {}, '访客预约 → 单位审批 → 校门放行'),
    ),
    tour.root,
  ),
  trouble,
  element('main', {}, phones, aside.root),
  element(
    'footer',
    { class: 'bottom' },
    element(
      'span',
      {},
      element('i', { class: 'alive' }),
      `本地云 · 数据库 ${state.cloud.file} · ${state.cloud.documents.toLocaleString('zh-CN')} 份文档`,
    ),
    element('a', { href: '/preview/state', target: '_blank' }, '台上状态（JSON）'),
    add,
  ),
)

for (const call of state.calls) calls.add(call)
for (const notice of state.notices) notices.add(notice)
replay()
showFaults(state.faults.length)
drawPhones()

/** The tour goes on where it was when the stage is opened again. */
function replay(): void {
  const happenings = [
    ...state.calls.map((call) => ({ at: call.at, call })),
    ...state.notices.map((notice) => ({ at: notice.at, notice })),
  ]
  for (const happening of happenings.sort((a, b) => a.at - b.at)) tour.follow(happening)
}

function drawPhones(): void {
  for (const [id, card] of cards) {
    if (rows.some((row) => row.id === id)) continue
    card.root.remove()
    cards.delete(id)
  }
  for (const row of rows) {
    const known = cards.get(row.id)
    if (known) {
      known.show(row)
      continue
    }
    const card: PhoneCard = createPhoneCard(row, {
      handOver: (anchor) => {
        const holder = rows.find(({ id }) => id === row.id)?.person.id ?? null
        openPeopleMenu(anchor, state.cast, holder, (person) => void handPhone(row.id, person.id))
      },
      fillIn: () => void fillIn(card, rows.find(({ id }) => id === row.id)?.person.prepared ?? null),
      remove: () => void removePhone(row.id),
    })
    cards.set(row.id, card)
    phones.append(card.root)
  }
  fitPhones(phones, [...cards.values()])
  gates?.phonesChanged()
}

/** Opens a notice on the phone of its addressee, who gets one if no phone of the stage is theirs. */
async function openNotice({ to, page }: NoticeCard): Promise<void> {
  if (!to) return
  if (!rows.some(({ person }) => person.id === to.id)) {
    await addPhone(to.id)
    return
  }
  const card = cards.get(rows.find(({ person }) => person.id === to.id)?.id ?? '')
  card?.flash()
  card?.handle()?.launch({ url: page.replace(/^\/+/, ''), scene: SCENE_NOTICE })
}

function showFaults(count: number): void {
  trouble.hidden = count === 0
  trouble.textContent = count ? `小程序有 ${count} 处编译错误：改好后手机会自己刷新。` : ''
}

const stage: StageHandle = {
  neighbours: (phone) => rows.filter(({ id }) => id !== phone),
  screen: (phone) => cards.get(phone)?.screen() ?? null,
  sendCard: (phone, card) => {
    cards.get(phone)?.flash()
    cards.get(phone)?.handle()?.receiveCard(card)
  },
  faceControl: (phone, shown) => {
    cards.get(phone)?.faceControl(shown)
    fitPhones(phones, [...cards.values()])
  },
}
Object.assign(window, { stage })

listen(
  {
    build: (event) => {
      showFaults(event.faults.length)
      for (const card of cards.values()) card.handle()?.refresh(event.build, event.faults)
    },
    phones: (event) => {
      rows = event.phones
      drawPhones()
    },
    notice: ({ notice }) => {
      notices.add(notice)
      aside.news(0)
      for (const { id, person } of rows) if (person.id === notice.to?.id) cards.get(id)?.glance()
      tour.follow({ notice })
    },
    call: ({ call }) => {
      calls.add(call)
      tour.follow({ call })
      for (const { id, person } of rows) if (concerns(call, person)) cards.get(id)?.glance()
    },
    lane: ({ lane }) => gates?.draw(lane),
    exchange: ({ exchange }) => gates?.add(exchange),
  },
  () => location.reload(),
)
new ResizeObserver(() => fitPhones(phones, [...cards.values()])).observe(phones)
