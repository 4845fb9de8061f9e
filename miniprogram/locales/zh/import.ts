/** Words of the directory import, for the command and the console: what is wrong with a file, and what one looks like. */

import { farGate, locationErrors } from './gate-location'

const RETYPE = '把整列设为“文本”格式，再从原始名册重新粘贴这一格'

/** What is wrong with a cell, and what to do. */
export const faultWords = {
  EMPTY: '这一格是空的：请补上',
  FORMULA: '这一格是公式（公式不会被运行）：请改成它的值',
  CELL_ERROR: '这一格是表格软件的错误值（如 #N/A）：请填上真实内容',
  NOT_TEXT: `这一格被表格软件变成了日期或是非值：请${RETYPE}`,
  BROKEN_CHARACTERS: '这一格有乱码：请用 UTF-8 或 GBK 编码重新导出文件',
  TEXT_TOO_LONG: '这一格太长，可能是几格并到了一起：请检查',
  TORN: '从这一格起引号没有成对，后面的行可能被并了进来：请检查引号，或用表格软件另存为 .xlsx',
  DECIMAL: `号码带了小数点，是被当成数字导出的：请${RETYPE}`,
  SCIENTIFIC: `号码被表格软件变成了科学计数法（如 1.39E+10），后面的数字已丢失：请${RETYPE}`,
  ROUNDED: `号码末尾的数字被表格软件变成了0：请${RETYPE}`,
  LOST_ZERO: `号码开头的0被表格软件去掉了：请${RETYPE}`,
  WORD_UNKNOWN: '这个词认不出来：请按模板里的写法填写',
  NUMBER_FORM: '只能是字母、数字、“-”和“_”：请检查这一格',
  ORDER_FORM: '顺序应为0至9999的整数：请检查这一格',
  NUMBER_TWICE: '同一个编号在文件里出现了几次：请只留正确的一行',
  NAME_TWICE: '同一个名称在文件里出现了几次：请只留正确的一行',
  NAME_TAKEN: '系统里已有同名的，编号却不同：请改用系统里的编号，或改名',
  UNIT_UNKNOWN: '没有这个单位：请改成系统里的单位名称，或先导入单位',
  STAFF_UNKNOWN: '名册里没有这个工号，或姓名与工号不符：请核对',
  NOT_BOUND: '此人还没有在小程序里绑定微信：请本人先绑定，再导入',
  CAMPUS_UNKNOWN: '没有这个校区：请改成系统里的校区名称，或先导入校区',
  ...locationErrors,
  LOCATION_TWICE: '位置一列与纬度、经度两列说的不是同一处：请只留正确的',
  NAME_LENGTH: '姓名应为1至50个字：请核对',
  NAME_CHARACTER: '姓名里有数字或符号，只能是汉字、字母、“·”和空格：请改正',
  PHONE_LENGTH: '手机号不是11位：请核对有没有漏填、多填',
  PHONE_FORM: '这不是可用的号码：请核对',
  PHONE_TWO: '这一格有两个号码：请只留本人绑定微信的手机号',
  PHONE_LANDLINE: '这是固定电话：请改成本人的手机号',
  DOCUMENT_LENGTH: '身份证号不是18位：请核对',
  DOCUMENT_FORM: '身份证号里有不该有的字符：请核对',
  DOCUMENT_REGION: '身份证号开头的地区代码不存在：请核对',
  DOCUMENT_BIRTH_DATE: '身份证号里的出生日期不存在：请核对',
  DOCUMENT_CHECK: '身份证号的校验码不对，有一位写错了：请核对',
} as const

/** Why a file can't be read, and what to do. */
export const unreadableWords = {
  old: (file: string) =>
    `读不了 ${file}：这是旧式 .xls、带密码的文件或网页格式。请用表格软件打开，另存为不带密码的 .xlsx 再试。`,
  sheets: (file: string) =>
    `${file} 里有几张表头相同的工作表，只读一张会漏掉其余的人。请合并成一张，不要的工作表请删除或隐藏。`,
  large: (file: string) => `${file} 太大：不能超过20MB、10万行。请删去无关的行和工作表再试。`,
  broken: (file: string) =>
    `读不了 ${file}：只支持 .xlsx 和 .csv（UTF-8 或 GBK），文件也可能已损坏。请用表格软件打开，另存为 .xlsx 再试。`,
} as const

/** Which of two columns is meant can't be told. */
export const repeatedColumnsWords = (headings: string) =>
  `这些列出现了不止一次：${headings}。请只留要导入的一列，另一列删除或改名。`

/** Why somebody has to look first; `about` names the other row, person, unit or number. */
export const doubtWords = {
  PHONE_TWICE: (about: string) => `与第${about}行是同一个手机号：请改正其中一行`,
  PHONE_TAKEN: (about: string) => `手机号已属于在册的${about}：请核对是谁的`,
  UNIT_UNKNOWN: (about: string) => `没有“${about}”这个单位：请改成系统里的名称，或先导入单位`,
  SOMEBODY_ELSE: (about: string) => `这个工号现在是${about}，姓名和手机号都变了：是同一个人吗？`,
  LAST_APPROVER: (about: string) => `换号或离开后${about}就没有审批人了：请先为该单位增加审批人`,
  MANY_GONE: (about: string) => `这次有${about}人离开，超过名册的十分之一：文件完整吗？`,
  LEAVER_UNSURE: (about: string) => `文件里有${about}行读不出工号，可能就有此人：请先改正那些行`,
  GATE_FAR: (kilometres: string) => farGate('所在校区', Number(kilometres)),
} as const

/** What a changed place takes along, for what of it is shown or decided elsewhere. */
export const followWords = {
  campus: (units: number, gates: number) => `该校区的${units}个单位、${gates}个校门随之更改`,
  unit: '该单位的人员随之显示新名称',
} as const

/** What an example begins with: no number may, so that one that is left in a file is refused, and read why. */
const EXAMPLE = '示例，请删除此行：'

/** Template files: headings, and a row that shows how. */
export const TEMPLATES = {
  campuses: [
    ['编号', '校区', '有门禁'],
    [`${EXAMPLE}yucai`, '育才校区', '是'],
  ],
  gates: [
    ['编号', '校门', '校区', '行人通行', '车辆道闸', '因私车辆', '顺序', '启用', '位置', '怎么找到'],
    [
      `${EXAMPLE}yucai-west`,
      '育才西门',
      '育才校区',
      '可',
      '有',
      '可进出',
      '1',
      '是',
      '25.2736,110.2907',
      '育才路，公交站旁',
    ],
  ],
  units: [
    ['编号', '单位', '校区', '电话'],
    [`${EXAMPLE}computing`, '计算机学院', '雁山校区', '0773-5550001'],
  ],
  staff: [
    ['工号', '姓名', '单位', '手机号', '在职状态'],
    [`${EXAMPLE}20260001`, '张三丰', '计算机学院', '13800138001', '在职'],
  ],
  approvers: [
    ['工号', '姓名', '单位'],
    [`${EXAMPLE}20260001`, '张三丰', '计算机学院'],
  ],
} as const
