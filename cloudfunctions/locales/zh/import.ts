/** Words of the directory import: what files have above their columns and in their cells, and what is wrong with them. */

/** The first of each is the one that templates have. */
export const importHeadings = {
  staffId: ['工号', '职工号', '教工号', '人员编号', '教职工号', '工作证号'],
  personName: ['姓名', '教职工姓名', '职工姓名', '人员姓名', '审批人姓名', '审批人'],
  unit: [
    '单位',
    '部门',
    '单位名称',
    '部门名称',
    '所在单位',
    '所属单位',
    '所在部门',
    '工作单位',
    '学院',
    '二级单位',
  ],
  mobile: ['手机号', '手机', '手机号码', '移动电话', '联系电话', '联系方式', '电话'],
  document: ['身份证号', '身份证', '身份证号码', '证件号码', '证件号'],
  staffState: ['在职状态', '状态', '人员状态', '当前状态', '是否在职'],
  placeId: ['编号', '代码', '单位编号', '单位代码', '部门编号', '校区编号', '校门编号'],
  campus: ['校区', '校区名称', '所在校区', '所属校区'],
  hasGates: ['有门禁', '是否有门禁', '门禁系统', '智能门禁'],
  telephone: ['电话', '办公电话', '单位电话', '联系电话', '座机'],
  gate: ['校门', '校门名称', '大门', '门岗', '名称'],
  walkers: ['行人通行', '行人', '人行'],
  inUse: ['启用', '是否启用', '在用'],
  barrier: ['车辆道闸', '道闸', '车行'],
  privateVehicles: ['因私车辆', '社会车辆', '私家车'],
  order: ['顺序', '排序', '序号'],
} as const satisfies Record<string, readonly string[]>

export const STATE_WORDS: Readonly<Record<string, string>> = {
  ...{ 在职: 'active', 在岗: 'active', 在编: 'active', 返聘: 'active', 借调: 'active', 是: 'active' },
  ...{ 离职: 'left', 退休: 'left', 离退休: 'left', 调出: 'left', 去世: 'left', 辞职: 'left', 否: 'left' },
}
export const YES_NO: Readonly<Record<string, string>> = {
  ...{ 是: 'yes', 有: 'yes', 启用: 'yes', 可: 'yes', 可以: 'yes', Y: 'yes' },
  ...{ 否: 'no', 无: 'no', 没有: 'no', 停用: 'no', 不可: 'no', N: 'no' },
}
export const PRIVATE_VEHICLE_WORDS: Readonly<Record<string, string>> = {
  ...{
    可进出: 'both',
    双向: 'both',
    进出: 'both',
    只进: 'entryOnly',
    仅进: 'entryOnly',
    只进不出: 'entryOnly',
  },
  ...{ 不可: 'none', 否: 'none', 禁行: 'none', 不通行: 'none' },
}

const RETYPE = '把整列设为“文本”格式，再从原始名册重新粘贴这一格'

/** What is wrong with a cell, and what to do. */
export const faultWords = {
  EMPTY: '这一格是空的：请补上',
  FORMULA: '这一格是公式（公式不会被运行）：请改成它的值',
  CELL_ERROR: '这一格是表格软件的错误值（如 #N/A）：请填上真实内容',
  NOT_TEXT: `这一格被表格软件变成了日期或是非值：请${RETYPE}`,
  BROKEN_CHARACTERS: '这一格有乱码：请用 UTF-8 或 GBK 编码重新导出文件',
  TEXT_TOO_LONG: '这一格太长，可能是几格并到了一起：请检查',
  SCIENTIFIC: `号码被表格软件变成了科学计数法（如 1.39E+10），后面的数字已丢失：请${RETYPE}`,
  ROUNDED: `号码末尾的数字被表格软件变成了 0：请${RETYPE}`,
  LOST_ZERO: `号码开头的 0 被表格软件去掉了：请${RETYPE}`,
  WORD_UNKNOWN: '这个词认不出来：请按模板里的写法填写',
  NUMBER_FORM: '只能是字母、数字、“-”和“_”：请检查这一格',
  NUMBER_TWICE: '同一个编号在文件里出现了几次：请只留正确的一行',
  NAME_TWICE: '同一个名称在文件里出现了几次：请只留正确的一行',
  UNIT_UNKNOWN: '没有这个单位：请改成系统里的单位名称，或先导入单位',
  STAFF_UNKNOWN: '名册里没有这个工号，或姓名与工号不符：请核对',
  NOT_BOUND: '此人还没有在小程序里绑定微信：请本人先绑定，再导入',
  CAMPUS_UNKNOWN: '没有这个校区：请改成系统里的校区名称，或先导入校区',
  NAME_LENGTH: '姓名应为 2 至 50 个字：请补全',
  NAME_CHARACTER: '姓名里有数字或符号，只能是汉字、字母、“·”和空格：请改正',
  PHONE_LENGTH: '手机号不是 11 位：请核对有没有漏填、多填',
  PHONE_FORM: '这不是可用的号码：请核对',
  PHONE_TWO: '这一格有两个号码：请只留本人绑定微信的手机号',
  PHONE_LANDLINE: '这是固定电话：请改成本人的手机号',
  DOCUMENT_LENGTH: '身份证号不是 18 位：请核对',
  DOCUMENT_FORM: '身份证号里有不该有的字符：请核对',
  DOCUMENT_REGION: '身份证号开头的地区代码不存在：请核对',
  DOCUMENT_BIRTH_DATE: '身份证号里的出生日期不存在：请核对',
  DOCUMENT_CHECK: '身份证号的校验码不对，有一位写错了：请核对',
} as const

/** Why somebody has to look first; `about` names the other row, person, unit or number. */
export const doubtWords = {
  PHONE_TWICE: (about: string) => `与第 ${about} 行是同一个手机号：请改正其中一行`,
  PHONE_TAKEN: (about: string) => `手机号已属于在册的${about}：请核对是谁的`,
  UNIT_UNKNOWN: (about: string) => `没有“${about}”这个单位：请改成系统里的名称，或先导入单位`,
  SOMEBODY_ELSE: (about: string) => `这个工号现在是${about}，姓名和手机号都变了：是同一个人吗？`,
  LAST_APPROVER: (about: string) => `离开后${about}就没有审批人了：请先为该单位增加审批人`,
  MANY_GONE: (about: string) => `这次有 ${about} 人离开，超过名册的十分之一：文件完整吗？`,
  LEAVER_UNSURE: (about: string) => `文件里有 ${about} 行读不出工号，可能就有此人：请先改正那些行`,
} as const

export const reportWords = {
  byName: '名册导入',
  fault: (row: number, column: string, heading: string, what: string) =>
    `第 ${row} 行 ${column} 列（${heading}）：${what}`,
  doubt: (row: number | null, staffId: string, name: string, what: string) =>
    `${row === null ? '' : `第 ${row} 行 `}${staffId} ${name}：${what}`,
  person: (staffId: string, name: string, unit: string) => `${staffId} ${name}（${unit}）`,
  moved: (person: string, from: string) => `${person}，原在${from}`,
  titles: {
    ...{ added: '新增', moved: '调动', changed: '更改', gone: '离开（同时失去审批等权限）' },
    ...{ doubtful: '待确认', faults: '有错，未导入', missing: '文件里没有，保留不变' },
  },
  unchanged: (count: number) => `不变 ${count} 条`,
  more: (count: number) => `……还有 ${count} 条`,
  preview: '以上是预览，什么都没有改动。确认无误后加 --apply 执行；已核对的待确认项加 --doubtful 一并执行。',
  progress: (done: number, all: number) => `已写入 ${done} / ${all}`,
  applied: (count: number, seconds: string) => `完成：写入 ${count} 条，用时 ${seconds} 秒。`,
  unwritten: (staffId: string, name: string, code: string) =>
    `${staffId} ${name} 没有写入（${code}），请再导入一次`,
  missingColumns: (headings: string) =>
    `找不到这些列：${headings}。表头请照模板填写（npm run campus -- template）。`,
  unknownTable: (name: string) =>
    `看不出 ${name} 是哪一种表：请加 --table staff、units、gates、campuses 或 approvers。`,
  unreadable: (name: string) => `读不了 ${name}：只支持 .xlsx 和 .csv（UTF-8 或 GBK），且不超过 20 MB。`,
  usage: [
    'npm run campus -- import <文件.xlsx|文件.csv> [--table staff|units|gates|campuses|approvers] [--apply] [--doubtful]',
    'npm run campus -- template <staff|units|gates|campuses|approvers> [文件.csv]',
  ].join('\n'),
} as const

/** Template files: headings, and a row that shows how; the first cell of each row says that it is an example. */
export const TEMPLATES = {
  campuses: [
    ['编号', '校区', '有门禁'],
    ['yucai', '育才校区', '是'],
  ],
  gates: [
    ['编号', '校门', '校区', '行人通行', '车辆道闸', '因私车辆', '顺序', '启用'],
    ['yucai-west', '育才西门', '育才校区', '可', '有', '可进出', '1', '是'],
  ],
  units: [
    ['编号', '单位', '校区', '电话'],
    ['computing', '计算机学院', '雁山校区', '0773-5550001'],
  ],
  staff: [
    ['工号', '姓名', '单位', '手机号', '在职状态'],
    ['20260001', '张三丰', '计算机学院', '13800138001', '在职'],
  ],
  approvers: [
    ['工号', '姓名', '单位'],
    ['20260001', '张三丰', '计算机学院'],
  ],
} as const
