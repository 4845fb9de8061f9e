import type { Locator, Page } from 'playwright-core'
import { addDays, dayOf } from '../../miniprogram/domain/values/days'
import { adminBlacklistListWords } from '../../miniprogram/locales/zh/pages/admin-blacklist-list'
import { mainlandId } from '../domain/builders'

/** A form of the console: where it stands, how it is opened and what is typed into it. */
export interface Form {
  who: 'office' | 'approver'
  address: string
  /** What it sends. */
  action: string
  /** Opens it, where that needs a button. */
  open?: (page: Page) => Promise<void>
  type: (form: Locator) => Promise<void>
  /** Where it stands; else in the dialog that is open. */
  at?: string
  /** Asked once more in a dialog before anything is sent. */
  ask?: boolean
}

/** The one that asks for a new sign-in stands over it. */
export const DIALOG = 'dialog[open]:not(.sign-in)'

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole('main').getByRole('button', { name }).first().click()
const field = (label: string | RegExp, words: string) => (form: Locator) =>
  form.getByLabel(label).first().fill(words)
/** Looks at a row of a list, the first that waits for an answer or that doesn't, and there at the button. */
const beside =
  (name: string | RegExp, which: 'waits' | 'runs', list = '') =>
  async (page: Page) => {
    const main = page.getByRole('main')
    if (list !== '') await main.getByText(list, { exact: true }).first().click()
    const mark = page.locator('.mark.attention')
    const row = main.locator('tbody tr').filter(which === 'waits' ? { has: mark } : { hasNot: mark })
    await row.first().getByRole('button', { name: /^查看/ }).click()
    await press(name)(page)
  }
/** What none of the reasons says. */
const otherReason = (words: string) => async (form: Locator) => {
  await form.getByLabel('其他', { exact: true }).check()
  await form.locator('textarea').fill(words)
}
const firstBox = (words: string) => (form: Locator) => form.getByRole('textbox').first().fill(words)

export const FORMS: readonly Form[] = [
  {
    ...{ who: 'office', address: '/settings', action: 'rules.change', at: 'main form' },
    type: (form) => form.locator('#maxLiveBookings').fill('7'),
  },
  {
    ...{ who: 'office', address: '/contacts', action: 'rules.change', at: 'main form' },
    type: firstBox('育才校区值班电话'),
  },
  {
    ...{ who: 'office', address: '/tariff', action: 'tariff.add', at: 'main form >> nth=0', ask: true },
    type: field('名称', '2027年收费标准'),
  },
  {
    ...{ who: 'office', address: '/notices', action: 'template.save', at: 'main form >> nth=0' },
    type: field('模板编号', 'DemoTemplate_new_booking_to_approvers_00001'),
  },
  {
    ...{ who: 'office', address: '/gates', action: 'gate.save', open: press(/^修改/) },
    type: field('校门', '育才西门（正门）'),
  },
  {
    ...{ who: 'office', address: '/purposes', action: 'rules.change', at: 'main form' },
    type: firstBox('学术交流'),
  },
  {
    ...{ who: 'office', address: '/vehicles', action: 'vehicle.resolve' },
    async open(page) {
      await page.getByRole('main').locator('select').selectOption({ label: '育才校区' })
      await press(/^核查/)(page)
    },
    type: otherReason('调看监控，车辆已由东门离校'),
  },
  {
    ...{ who: 'office', address: '/blacklist', action: 'blacklist.askLift' },
    async open(page) {
      await page
        .getByRole('main')
        .getByText(adminBlacklistListWords.activeTab, { exact: true })
        .first()
        .click()
      await press(/^查看/)(page)
    },
    type: otherReason('已核实，当事人已整改'),
  },
  {
    ...{ who: 'office', address: '/blacklist', action: 'blacklist.propose', open: press('提出列入') },
    async type(form) {
      await field('车牌号', '桂C88M66')(form)
      await field('列入的理由', '两次冲卡')(form)
    },
  },
  {
    ...{ who: 'office', address: '/traffic', action: 'traffic.close', open: press('新增管制') },
    async type(form) {
      await form.getByRole('checkbox').first().check()
      await otherReason('运动会')(form)
    },
  },
  {
    ...{ who: 'office', address: '/walk-in-quotas', action: 'walkIn.saveQuota', open: press(/^修改/) },
    type: field('每小时名额', '12'),
  },
  {
    ...{ who: 'office', address: '/devices', action: 'device.save', open: press('登记设备') },
    type: firstBox('西门二号读卡器'),
  },
  {
    ...{ who: 'office', address: '/duties', action: 'duty.save', open: press(/^调整/) },
    type: (form) => form.getByRole('checkbox').nth(1).check(),
  },
  {
    ...{ who: 'office', address: '/staff', action: 'staff.save', open: press('新增人员') },
    async type(form) {
      await form.getByRole('textbox').nth(0).fill('T20270001')
      await form.getByRole('textbox').nth(1).fill('新同事')
      await form.getByRole('combobox').selectOption({ index: 1 })
      await form.getByRole('textbox').nth(2).fill('13800770099')
    },
  },
  {
    ...{ who: 'office', address: '/accounts', action: 'account.freeze', open: press(/^冻结/) },
    type: otherReason('工作调动至外校'),
  },
  {
    ...{ who: 'office', address: '/account-requests', action: 'account.answer', open: press(/^查看/) },
    type: otherReason('申请表盖错了章'),
  },
  {
    ...{ who: 'office', address: '/emergency', action: 'emergency.report', open: press('登记来电') },
    async type(form) {
      await field(/^被访人/, '李老师')(form)
      await field('访客姓名', '张三')(form)
      await form.getByRole('checkbox').first().check()
    },
  },
  {
    ...{ who: 'office', address: '/emergency', action: 'emergency.reconcile', open: press(/^转为待说明/) },
    type: otherReason('门岗未登记，已电话核实'),
  },
  {
    ...{ who: 'office', address: '/emergency', action: 'emergency.switch', open: press(/电话报备$/) },
    type: otherReason('网络已恢复'),
  },
  {
    ...{ who: 'office', address: '/conflicts', action: 'gate.settleConflict', open: press(/^核实/) },
    type: firstBox('已电话核实，本人到访'),
  },
  {
    ...{ who: 'approver', address: '/approvals', action: 'approval.revoke' },
    async open(page) {
      const main = page.getByRole('main')
      await main.getByRole('radio', { name: '审核通过' }).check()
      await main.locator('tbody button').first().click()
      await press('取消审核')(page)
    },
    type: otherReason('来访人改约'),
  },
  {
    ...{ who: 'approver', address: '/deputy', action: 'deputy.set', open: press('设置代理人') },
    async type(form) {
      await form.getByRole('searchbox').fill('覃')
      await form.getByRole('button', { name: '查找' }).click()
      await form.getByRole('radio').first().check()
    },
  },
  {
    ...{ who: 'approver', address: '/activities', action: 'activity.apply', open: press('申请活动') },
    async type(form) {
      await field('活动名称', '开放日')(form)
      await field('名额（人）', '30')(form)
    },
  },
  {
    ...{ who: 'approver', address: '/activities', action: 'activity.message' },
    open: beside('通知客人', 'runs'),
    type: firstBox('报告会改在二楼报告厅'),
  },
  {
    ...{ who: 'office', address: '/activities', action: 'activity.answer', open: beside('不通过', 'waits') },
    type: otherReason('与校历冲突'),
  },
  {
    ...{ who: 'approver', address: '/standing-passes', action: 'standing.papers' },
    open: beside('更新证照', 'runs'),
    async type(form) {
      await form.getByRole('button', { name: '添加证照' }).click()
      await form.getByLabel('证照名称').last().fill('保险单')
      await form
        .getByLabel('有效期到')
        .last()
        .fill(addDays(dayOf(Date.now()), 300))
    },
  },
  {
    ...{ who: 'approver', address: '/standing-passes', action: 'standing.renew' },
    open: beside('申请续期', 'runs'),
    type: (form) => form.getByLabel('续期到').fill(addDays(dayOf(Date.now()), 25)),
  },
  {
    ...{ who: 'office', address: '/standing-passes', action: 'standing.answer' },
    open: beside('不同意', 'waits'),
    type: otherReason('合同没有延长'),
  },
  {
    ...{ who: 'office', address: '/standing-passes', action: 'standing.withdraw' },
    open: beside('撤销全部', 'runs', '全部'),
    type: otherReason('施工提前完成'),
  },
  {
    ...{
      who: 'approver',
      address: '/standing-passes',
      action: 'standing.apply',
      open: press('申请长期通行'),
    },
    async type(form) {
      await field('用途', '食堂劳务')(form)
      await field(/^名单/, `吴师傅,${mainlandId(880)},,`)(form)
      await form.getByRole('button', { name: '添加证照' }).click()
      await field('证照名称', '健康证')(form)
      await field('有效期到', addDays(dayOf(Date.now()), 300))(form)
    },
  },
]
