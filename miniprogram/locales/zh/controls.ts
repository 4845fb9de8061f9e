/** What shared components say by themselves. */
export const controls = {
  /** The tab bar of app.json. */
  tabs: ['首页', '记录', '我的'],
  required: '必填',
  clear: '清空',
  retry: '重试',
  loading: '正在加载',
  /** In the place of what couldn't be loaded, where asking again is of no use. */
  failed: {
    address: '链接不完整或已失效',
    advice: {
      NOT_FOUND: '可能已删除，或不属于您',
      BAD_REQUEST: '请重新打开；仍打不开的，请更新小程序',
      NOT_ALLOWED: '您的账号可能已变更，如有疑问请联系保卫处',
    } as Readonly<Record<string, string>>,
    ways: { home: '返回首页', records: '查看我的预约', booking: '预约来访', back: '返回上一页', none: '' },
  },
  noGate: '暂无可走的校门',
  plate: '车牌号',
  newEnergy: '绿牌',
  characters: '字母数字',
  provinces: '省份',
  other: '其他号牌',
  usual: '普通号牌',
  otherNote: '临牌、应急、武警、民航或境外号牌，照车上写的填，到校门由门岗核对',
  otherExample: '如 WJ12345',
  backspace: '退格',
  done: '完成',
  close: '关闭',
  privacy: { agree: '我已阅读并同意《隐私保护指引》', guide: '查看《隐私保护指引》' },
  collected: (days: number) =>
    `收集所填的姓名、证件号、手机号、车牌和来访安排（含同行人的），用于审批、门岗核对和停车计费，来访结束${days}天后隐去。填写同行人的信息前，请先征得其同意。`,
  agreedOn: (day: string) => `${day}已同意`,
  confirming: '还没有收到答复，正在重试…',
  noReminder: '没有加上。点右上角“…”，在“设置”里可打开订阅消息',
  noNumber: '微信没有给出手机号，请稍后再试或自己填写',
  thisPhone: '本机',
  /** The buttons of the platform's own dialog. */
  ok: '确定',
  cancel: '取消',
  call: '拨打',
  comma: '，',
  rowItems: '条',
  gates: {
    every: '各校门',
    allEffective: '各校门均已生效',
    comma: '、',
    byWays: (gate: string, ways: string) => `${gate}（${ways}）`,
    delivering: '，请稍候片刻',
    failed: '，请向门岗出示通行码核验',
  },
  /** The way to a gate. */
  ways: {
    go: '导航',
    label: (gate: string) => `导航到${gate}`,
    walkersOnly: '仅步行或骑车',
    between: '，',
    noMap: (address: string, latitude: number, longitude: number) =>
      `这里打不开微信地图。请在地图软件中搜索这个校门${address === '' ? '' : `（${address}）`}，或输入纬度${latitude}、经度${longitude}`,
  },
  card: {
    companions: (count: number) => `随行${count}人`,
    comma: '，',
    reason: (reason: string) => `原因：${reason}`,
  },
  photos: {
    add: '拍照或从相册选择',
    another: '再加一张',
    notOpened: '未能打开相机或相册，请检查授权',
    sendAgain: '重新上传',
    /** Before and behind the number of a picture. */
    photo: '第',
    remove: '移除第',
    behind: '张照片',
  },
  today: '今天',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  month: (year: number, month: number) => `${year}年${month}月`,
  year: (year: number) => `${year}年`,
  shortMonths: ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'],
  earlierYear: '上一年',
  laterYear: '下一年',
  // A day as it is read out: 2026年5月23日 周六.
  beforeDay: '',
  afterDay: '日 周',
}
