export const releaseWords = {
  cancel: '应访客本人的请求取消',
  others: '应其他访客的请求让出',
}
