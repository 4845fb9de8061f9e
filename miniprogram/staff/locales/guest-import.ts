import type { Output } from '../../../contract'
import { checkOnList } from '../../domain/activity/guest'
import type { PersonForm } from '../../domain/standing-pass/person'
import { readList } from '../../domain/standing-pass/read-list'
import type { Day } from '../../domain/values/days'
import { standingWords } from './standing'
import { listWords, rowErrors, type RowError } from './standing-list'

/** A list of guests as its organiser checks it before it is sent, on the phone and on the computer (spec 4.2). */
export const guestImportWords = {
  title: '导入名单',
  note: '名单上的客人占用名额、立即通过，可刷证件入校；本人用名单上的手机号打开报名码，可领取通行码。请先告知客人。',
  noCars: '这项活动不开放车辆，名单里的车牌不会导入。',
  rows: '每人一行：姓名、证件号码、手机号、车牌；可直接从表格复制，第一行可以是表头。没有手机号的留空',
  example: '张三，450305199001011234，13800000000，桂C12345',
  read: '检查名单',
  ready: (count: number) => `可以导入${count}人`,
  broken: (rows: number) => `${rows}行有问题，改好后再导入这几行`,
  nothingRead: '没有读到客人，请按“姓名、证件号码、手机号、车牌”每人一行粘贴',
  add: (count: number) => `导入${count}人`,
  adding: (done: number, all: number) => `正在导入…${done} / ${all}`,
  goOn: (left: number) => `继续导入其余${left}人`,
  moreRows: (places: number) => `另有${places}处未显示，改好后再检查一次`,
  added: (count: number) => `已导入${count}人`,
  refusedTitle: (count: number) => `${count}人未能导入`,
  refused: {
    BLACKLISTED: '无法导入，请联系保卫处',
    VEHICLE_INSIDE: '车辆还在校内，离校后再导入',
    FEE_DUE: '车辆有未缴的停车费，缴清后再导入',
    DUPLICATE: (unitName: string) => `已有${unitName}的有效预约`,
    ON_LIST: '已在名单上',
    ACTIVITY_FULL: '名额已满，或已有客人在候补',
  },
} as const

type Reply = Output<'activity.addGuests'>

/** Somebody on the list with the row, as the spreadsheet counts. */
export interface GuestOnList {
  row: number
  person: PersonForm
}

export interface CheckedList {
  people: GuestOnList[]
  faults: RowError[]
  /** How many rows can't be taken in as they are. */
  broken: number
}

/** What of a list can be taken in, and what is wrong with the rest. */
export function checkGuestList(
  text: string,
  plan: Parameters<typeof checkOnList>[0],
  today: Day,
): CheckedList {
  const { people, faults } = readList(text, today, listWords, checkOnList(plan))
  return { people, faults: rowErrors(faults), broken: new Set(faults.map(({ row }) => row)).size }
}

/** Who couldn't be taken in, by row, and why. */
export const refusedGuests = (piece: readonly GuestOnList[], refused: Reply['refused']): RowError[] =>
  refused.map(({ index, code, unitName }) => {
    const guest = piece[index]
    const why = guestImportWords.refused[code]
    return {
      at: guest?.row ?? index,
      place: listPlace(guest),
      sentence: typeof why === 'string' ? why : why(unitName),
    }
  })

const listPlace = (guest: GuestOnList | undefined): string =>
  guest === undefined ? '' : `${standingWords.row(guest.row)} ${guest.person.name}`
