// PDFs give these for the characters that they are part of or stand for (Unicode, EquivalentUnifiedIdeograph), in the order
// of U+2E80–2EF3. Unicode's compatibility form knows only two of them. Those without a character stand for themselves.
const RADICALS = Array.from(
  '⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂' +
    '肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟',
)

/** The characters in place of radicals, as people mean them. */
export const fromRadicals = (text: string): string =>
  text.replace(/[\u2e80-\u2ef3]/g, (radical) => RADICALS[radical.charCodeAt(0) - 0x2e80] ?? radical)
