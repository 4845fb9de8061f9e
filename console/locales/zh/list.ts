/** What stands around any list and any question of the console. */
export const listWords = {
  shown: (rows: number) => `已显示${rows}条`,
  more: '显示更多',
  find: '查找',
  everything: '显示全部',
  clear: '清除',
  cancel: '取消',
  close: '关闭',
} as const
