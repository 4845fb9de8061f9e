/** What the command that imports a campus says of its own. */

export const reportWords = {
  byName: '名册导入',
  fault: (row: number, column: string, heading: string, what: string) =>
    `第${row}行${column}列（${heading}）：${what}`,
  doubt: (row: number | null, staffId: string, name: string, what: string) =>
    `${row === null ? '' : `第${row}行 `}${staffId} ${name}：${what}`,
  person: (staffId: string, name: string, unit: string) => `${staffId} ${name}（${unit}）`,
  unbound: (person: string, units: readonly string[]) =>
    units.length === 0 ? person : `${person}，失去${units.join('、')}的审批权限`,
  moved: (person: string, from: string) => `${person}，原在${from}`,
  titles: {
    ...{ added: '新增', moved: '调动', changed: '更改', gone: '离开（同时失去审批等权限）' },
    unbound: '换号（本人被解除绑定，同时失去审批等权限）',
    ...{ doubtful: '待确认', faults: '有错，未导入', missing: '文件里没有，保留不变' },
  },
  unchanged: (count: number) => `不变${count}条`,
  more: (count: number) => `……还有${count}条`,
  preview: '以上是预览，什么都没有改动。确认无误后加 --apply 执行；已核对的待确认项加 --doubtful 一并执行。',
  progress: (done: number, all: number) => `已写入${done}/${all}`,
  applied: (count: number, seconds: string) => `完成：写入${count}条，用时${seconds}秒。`,
  unwritten: (staffId: string, name: string, code: string) =>
    `${staffId} ${name} 没有写入（${code}），请再导入一次`,
  missingColumns: (headings: string) =>
    `找不到这些列：${headings}。表头请照模板填写（npm run campus -- template）。`,
  unknownTable: (name: string) =>
    `看不出 ${name} 是哪一种表：请加 --table staff、units、gates、campuses 或 approvers。`,
  noFile: (name: string) => `没有 ${name} 这个文件：请核对文件名和所在的文件夹。`,
  fileThere: (file: string, table: string) =>
    `${file} 已经存在，没有改动。请换一个文件名：npm run campus -- template ${table} <文件.csv>，或先移走原来的文件。`,
  usage: [
    'npm run campus -- import <文件.xlsx|文件.csv> [--table staff|units|gates|campuses|approvers] [--apply] [--doubtful]',
    'npm run campus -- template <staff|units|gates|campuses|approvers> [文件.csv]',
  ].join('\n'),
} as const
