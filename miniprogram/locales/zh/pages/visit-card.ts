export const visitCardWords = {
  extras: (companions: number) => `随行${companions}人`,
  visitCardExtras: '，',
  reason: (reason: string) => `原因：${reason}`,
}
