import type { TariffErrorDetails } from '../../domain/parking/tariff-check'

type TariffErrorSentences = {
  readonly [C in keyof TariffErrorDetails]: TariffErrorDetails[C] extends null
    ? string
    : (details: TariffErrorDetails[C]) => string
}

/** What is wrong with a tariff, in words for the office. */
export const tariffErrorSentences: TariffErrorSentences = {
  ID_REQUIRED: '缺少版本编号',
  START_REQUIRED: '请选择生效时间',
  LABEL_REQUIRED: '请填写收费标准的名称',
  LABEL_TOO_LONG: ({ longest }) => `名称最多${longest}个字`,
  FREE_MINUTES: ({ most }) => `免费时长为0至${most}的整数分钟`,
  CAP: '封顶金额须大于0，不超过10000元，精确到分',
  START_PAST: '生效时间不能早于现在',
  NO_STEPS: '累计阶梯至少要有一档',
  STEP_MINUTES: ({ step }) => `第${step}档的时长须为整数分钟，至少1分钟`,
  STEP_NOT_LONGER: ({ step }) => `第${step}档的时长须比上一档长`,
  STEP_CHEAPER: ({ step }) => `第${step}档的金额不能低于上一档`,
  DAY_START: '日间开始时间须在00:00至23:59之间',
  NIGHT_START: '夜间开始时间须在00:00至23:59之间',
  SAME_STARTS: '日间和夜间的开始时间不能相同',
  UNIT_MINUTES: '计费单位须为整数分钟，至少1分钟',
  PRICE: '金额须为0至10000元，精确到分',
}
