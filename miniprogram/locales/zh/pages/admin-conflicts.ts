export const adminConflictsWords = {
  burst: (who: string, what: string, count: number) => `${who}：${what}${count}次，已放慢`,
  unknownTrier: '未登记的设备或用户',
  tries: { wrongCode: '无效的码', badSignature: '签名不对', refusedAccess: '越权' },
  passed: '已放行入校',
  cardsPassed: '已放行离校',
  why: (conflict: string) =>
    conflict === 'ACCOUNT_ENDED'
      ? '补传前放行人的账号已停用，或已不在此门值守：请核对是否属实'
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
  letThroughBy: '放行人',
  nameless: '未留姓名',
  grounds: '依据',
  guardDecided: '值守人员判断放行',
  offlineListAllowed: '离线名单可通行',
  wayAndGrounds: (ways: string, part: string) => `${ways}，${part}`,
  uploadedLater: '补传',
}
