/** Pictures that are chosen in a form. */
export const picturesWords = {
  choose: '选择照片',
  of: (what: string) => `：${what}`,
  note: 'JPG、PNG、WebP 或 HEIC，大的会自动缩小',
  sending: '正在上传…',
  sent: '已上传',
  again: '重新上传',
  againOf: (name: string) => `重新上传：${name}`,
  remove: '移除',
  removeOf: (name: string) => `移除照片：${name}`,
  noPicture: (name: string) => `“${name}”不是照片，请选择 JPG、PNG、WebP 或 HEIC`,
  tooLarge: (name: string) => `“${name}”太大了，请换一张4MB以内的照片`,
  unreadable: (name: string) => `“${name}”读不出来，请重新选择`,
  onTheirWay: '有照片还没有上传完，请稍候，或重新上传、移除没有成功的照片',
} as const
