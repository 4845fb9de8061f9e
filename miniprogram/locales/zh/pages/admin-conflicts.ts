export const adminConflictsWords = {
  burst: (who: string, what: string, count: number) => `${who}：${what}${count}次，已放慢`,
  unknownTrier: '未登记的设备或用户',
  tries: { wrongCode: '无效的码', badSignature: '签名不对', refusedAccess: '越权' },
  happened: (direction: 'in' | 'out', allowed: boolean) =>
    !allowed ? '没有放进，已收回入校记录' : direction === 'in' ? '已放行入校' : '已放行离校',
  why: (conflict: string) =>
    conflict === 'ACCOUNT_ENDED'
      ? '补传前值守人的账号已停用，或已不在此门值守：请核对是否属实'
      : conflict === 'TAKEN_BACK'
        ? '系统已放行，校门没有收到应答，自行判断后没有放进：请核对是否在校内'
        : '系统会拒绝这次通行',
  whoOf: '没有对应的预约',
  qr: '扫码',
  shortCode: '短码',
  emergencyNumber: '报备号',
  plate: '车牌',
  document: '证件',
  face: '刷脸',
  factsOfLabel: '通行',
  factsOf: (moment: string, gateName: string) => `${moment}，${gateName}`,
  by: (allowed: boolean) => (allowed ? '放行人' : '值守人'),
  nameless: '未留姓名',
  grounds: '依据',
  guardDecided: '值守人员判断放行',
  offlineListAllowed: '离线名单可通行',
  turnedBack: '离线时没有放进',
  wayAndGrounds: (ways: string, part: string) => `${ways}，${part}`,
  uploadedLater: '补传',
}
