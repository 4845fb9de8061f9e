import type { Hindrance } from '../../domain/account/erasure'

interface ListWords {
  tab: string
  intro: string
  empty: string
  advice: string
}

export const recordListWords = {
  lists: {
    refused: {
      tab: '被拒记录',
      intro: '今天在校门被拒绝的通行，最近的在前。',
      empty: '今天还没有人被拒绝',
      advice: '访客来电说进不了门时，在这里看时间、校门和原因',
    },
    tries: {
      tab: '错误尝试',
      intro: '同一人或设备一小时内连续出错，系统已放慢其核验。',
      empty: '没有连续的错误尝试',
      advice: '输错码、签名不对、越权查看集中出现时，会列在这里',
    },
    rejected: {
      tab: '发送失败',
      intro: '微信平台没有接受这些提醒。当事人打开小程序仍能看到结果。',
      empty: '没有发送失败的提醒',
      advice: '模板停用或字段不符时，没发出的提醒会列在这里',
    },
    erasing: {
      tab: '删除申请',
      intro: '由系统在一天内自动办理，无需答复，也不显示申请人。',
      empty: '没有待办理的删除申请',
      advice: '访客在“我的数据”申请删除后，会列在这里',
    },
    erased: {
      tab: '已删除',
      intro: '已办理的删除申请，最近的在前。',
      empty: '还没有办理过删除申请',
      advice: '办理完成后会列在这里',
    },
  } satisfies Record<string, ListWords>,
  unknownTrier: '未登记的设备或用户',
  withinAnHour: (moment: string) => `${moment}起一小时内`,
  tries: {
    wrongCode: (count: number) => `输错通行码${count}次`,
    badSignature: (count: number) => `签名不对${count}次`,
    refusedAccess: (count: number) => `越权查看${count}次`,
  },
  unknown: '没有识别到预约',
  gate: '校门',
  passage: '通行',
  by: (direction: string, way: string) => `${direction}，${way}`,
  uses: {
    newBooking: '新预约提醒（发给审批人）',
    decision: '审批结果提醒（发给访客）',
    auditHead: '审计校验码（发给保卫处）',
  },
  notSent: (people: number) => `${people}人没有收到`,
  toDo: '处理',
  checkTemplate: '在控制台“消息模板”核对模板编号和字段',
  asked: (moment: string) => `${moment}申请`,
  due: '办理期限',
  done: '办理完成',
  erased: '已删除',
  bookings: (count: number) => `${count}条预约`,
  hindrances: {
    live: (count: number) => `${count}条有效预约仍保留，结束后删除`,
    inside: (count: number) => `${count}条因人在校内仍保留，离校后删除`,
    vehicle: (count: number) => `${count}条因车辆或停车费未了结仍保留`,
  } satisfies Record<Hindrance, (count: number) => string>,
  comma: '；',
  listComma: '、',
}

/** The lists, by whose words they are known. */
export type RecordListName = keyof typeof recordListWords.lists
