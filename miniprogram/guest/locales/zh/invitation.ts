export const invitationWords = {
  title: '来访邀约',
  labels: { bookYourself: '您也可以自己提交预约，由被访单位审批', home: '返回首页' },
  invitationViewTitle: (inviterName: string) => `${inviterName}邀请您来访`,
  welcome: '您是本次来访的贵宾，期待您的到来',
  confirming: '还没有收到答复，正在重试…',
  waitingWords: '正在提交…',
  hostPerson: '被访人',
  purpose: '事由',
  days: '日期',
  adviceOf: '您已接受这份邀约。',
  fillInYourOwn: '只需填写您自己的信息。提交后由被访单位审批，通过后即可凭码入校。',
  actionOf: '查看预约',
  fillByWechat: '用微信手机号填写',
  fillInMine: '自己填写手机号',

  claimHeading: '请先确认您是受邀的客人',
  claimAdvice: '邀请人已为您填好信息，确认后才会显示。审批结果和通行码随后都在这部手机上。',
  byWechat: '用微信手机号确认',
  orTails: '微信绑定的不是这个号码',
  tailsAdvice: '请填写邀请人登记的号码的后四位。',
  phoneTail: '手机号后四位',
  documentTail: '证件号后四位',
  byTails: '核对并接受邀约',
  backToWechat: '改用微信手机号确认',
  fourMissing: '请填写4位',
  otherPhone: '您微信的手机号与邀请人登记的不同，可以改为核对后四位，或请邀请人更正',
  wrong: (triesLeft: number) =>
    triesLeft > 0
      ? `与登记的不符，请核对，还可以试${triesLeft}次`
      : '与登记的不符，请用微信手机号确认，或联系邀请人',
  noTries: '后四位已不能再试，请用微信手机号确认，或联系邀请人',
}
