export const gateListWords = {
  everyGate: '各校门',
  listComma: '、',
  delivering: '，请稍候片刻',
  failed: '，请向门岗出示通行码核验',
}
