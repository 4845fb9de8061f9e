import type { Random } from './random'

/**
 * Names as a university in Guangxi has them: the common surnames, those of the region (韦 覃 莫 蒙 …), some with a
 * reading of their own (单 曾 区 …), some of two characters, minority and foreign names. Put together by chance.
 */
const SURNAMES = [
  ...many(12, '李王张黄陈刘'),
  ...many(6, '韦覃莫蒙陆农廖梁唐蒋杨周吴罗'),
  ...many(3, '赵孙徐朱马胡郭何林高郑谢宋邓许冯韩曹彭萧田董潘袁蔡余叶程苏吕魏卢'),
  ...many(1, '曾单区解仇查朴任华盖翟乐万阳秦龙石姚谭范汪金侯白邹崔江孟史顾邱贺毛郝龚邵钱戴严武邹温'),
  '欧阳',
  '欧阳',
  '上官',
  '诸葛',
  '司马',
  '尉迟',
]
const GIVEN_LAST = Array.from(
  '伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚玲桂英辉建国梅琳鑫波斌宇浩凯健俊帆雪倩婷莉丹萍红颖慧琪宁佳瑶璐晨旭东峰海燕志远文博思源乐行',
)
const GIVEN_FIRST = Array.from(
  '小晓志文建海雪丽美玉秀春桂国永德家子梓雨思佳嘉俊宇浩明振耀庆天泽诗梦若静慧淑凤云金银少世正长重',
)
const MINORITY = ['阿依古丽·买买提', '艾山·吐尔逊', '扎西·次仁', '其木格·巴特尔', '迪丽娜尔·艾力']
const FOREIGN = ['Anna Keller', 'Marco Bellini', 'Nguyễn Thị Hoa', 'José Navarro', 'Emily Carter']

/** One name. About one in five hundred is no Han name. */
export function personName(random: Random): string {
  const kind = random.below(1000)
  if (kind === 0) return random.pick(MINORITY)
  if (kind === 1) return random.pick(FOREIGN)
  const surname = random.pick(SURNAMES)
  const last = random.pick(GIVEN_LAST)
  // Single given names are the rarer ones, and where most of the same-named people come from.
  if (random.below(100) < 22) return surname + last
  return surname + random.pick(GIVEN_FIRST) + last
}

function many(times: number, surnames: string): string[] {
  return Array.from({ length: times }, () => Array.from(surnames)).flat()
}
