/** Words of `npm run audit:verify`. */
export const auditReportWords = {
  progress: (rows: number) => `已核对${rows}条…`,
  fault: (words: string, seq: number, id: string) =>
    `✗ ${words}${seq === 0 ? '' : `（第${seq}段）`}${id === '' ? '' : ` ${id}`}`,
  sound: (rows: number, head: string) => `审计记录完整：${rows}条，校验码 ${head}`,
  faults: (count: number) => `审计记录有${count}处对不上`,
  nothing: '还没有封存过的审计记录',
  noHead: '（库外没有留存）',
  noted: (code: string) => `✗ 抄录的校验码 ${code} 与库中的对不上`,
  notedFits: (code: string) => `✓ 抄录的校验码 ${code} 与记录相符`,
}
