/** A list taken along as a file. */
export const sheetWords = {
  export: '导出表格',
  stop: '停止导出',
  reading: (rows: number) => `正在导出，已读取${rows}条`,
  saved: (rows: number) => `已导出${rows}条，导出已记入审计记录`,
  cut: (rows: number) => `已导出最近的${rows}条，其余请缩小日期范围后再导出`,
} as const
