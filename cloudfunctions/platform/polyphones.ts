/**
 * Characters of names that are read in more than one way, as people who have only seen a name type it: the reading as a
 * surname and the everyday one, and for given names those that parents choose among. ü is written v.
 */
const READINGS =
  '曾zeng,ceng 单shan,dan 区ou,qu 覃qin,tan 翟zhai,di 解xie,jie 仇qiu,chou 朴piao,pu 查zha,cha 盖gai,ge ' +
  '任ren,reng 乐le,yue 缪miao,mou 折she,zhe 秘bi,mi 繁po,fan 员yun,yuan 种chong,zhong 重chong,zhong ' +
  '召shao,zhao 黑he,hei 冼xian,xi 洗xian,xi 柏bai,bo 薄bo,bao 车che,ju 尉wei,yu 万wan,mo 俟qi,si 长chang,zhang ' +
  '晟sheng,cheng 行xing,hang,heng 朝chao,zhao 茜qian,xi 阚kan,han 隗kui,wei 郗xi,chi 逄pang,feng 祭zhai,ji ' +
  '牟mou,mu 谌chen,shen 那na,nuo 佴nai,er 适kuo,shi 都du,dou 降jiang,xiang 角jiao,jue 校xiao,jiao 蔚wei,yu ' +
  '宓mi,fu 郇xun,huan 瞿qu,ju 强qiang,jiang 便bian,pian 传chuan,zhuan 伯bo,bai 参can,shen 卜bu,bo 卡ka,qia ' +
  '合he,ge 呵he,a 和he,huo 囤dun,tun 圩xu,wei 埔pu,bu 夹jia,ga 奇qi,ji 娜na,nuo 婼ruo,chuo 屏ping,bing ' +
  '属shu,zhu 幢chuang,zhuang 度du,duo 弹dan,tan 得de,dei 忪song,zhong 恶e,wu 戌xu,qu 拓tuo,ta 择ze,zhai ' +
  '提ti,di 攒zan,cuan 数shu,shuo 斜xie,xia 晁chao,zhao 曝pu,bao 會hui,kuai 会hui,kuai 杉shan,sha 枸gou,ju ' +
  '栎li,yue 栖qi,xi 核he,hu 桔ju,jie 棱leng,ling 模mo,mu 泊bo,po 泌mi,bi 浅qian,jian 涌yong,chong 湛zhan,dan ' +
  '溪xi,qi 漯luo,ta 澄cheng,deng 炮pao,bao 珏jue,yu 畜chu,xu 番fan,pan 百bai,bo 盛sheng,cheng 省sheng,xing ' +
  '石shi,dan 磅bang,pang 禅chan,shan 稽ji,qi 识shi,zhi 莎sha,suo 莘shen,xin 莞guan,wan 蔓man,wan 藏cang,zang ' +
  '虹hong,jiang 见jian,xian 觉jue,jiao 调diao,tiao 贾jia,gu 邪xie,ye 还hai,huan 钥yao,yue 镐gao,hao 阿a,e ' +
  '陆lu,liu 陂bei,pi 隽juan,jun 颉jie,xie 骑qi,ji 骠biao,piao 鹄hu,gu 乾qian,gan 亨heng,peng 仔zi,zai 佛fo,fu ' +
  '俞yu,shu 偻lou,lv 六liu,lu 率lv,shuai 绿lv,lu 臂bi,bei 色se,shai 蕃fan,bo 血xue,xie 褚chu,zhu 贲ben,bi ' +
  '祎yi,hui 妤yu,shu'

const byCharacter: ReadonlyMap<string, readonly string[]> = new Map(
  READINGS.split(' ').map((row) => {
    const [character = ''] = row
    return [character, row.slice(character.length).split(',')]
  }),
)

/** In how many ways one name may be read in all: names with three such characters are rare, and terms are kept for each. */
const MAX_READINGS = 12

/**
 * All readings of a name of which one is known: `characters` and `syllables` of equal length; the known one first. Without
 * a syllable for every character there is only the known one.
 */
export function allReadings(characters: readonly string[], syllables: readonly string[]): string[][] {
  if (characters.length !== syllables.length) return [[...syllables]]
  let readings: string[][] = [[]]
  characters.forEach((character, index) => {
    const known = syllables[index] as string
    const others = (byCharacter.get(character) ?? []).filter((reading) => reading !== known)
    readings = [known, ...others].flatMap((reading) => readings.map((before) => [...before, reading]))
  })
  return readings.slice(0, MAX_READINGS)
}
