export const deviceWords = {
  override: (trim: string, trim2: string) => `${trim}：${trim2}`,
}
