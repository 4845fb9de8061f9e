/** What somebody is called by besides the name; never a name by itself (spec 2, Host). */
const TITLE =
  '(?:副?(?:教授|主任|院长|处长|科长|部长|书记|校长|馆长|所长|研究员)|老师|导师|辅导员|讲师|秘书|工程师|医生|师傅|先生|女士|同志)'
const ONLY_TITLES = new RegExp(`^${TITLE}+$`, 'u')
const TITLES = new RegExp(`^${TITLE}+|${TITLE}+$`, 'gu')

/** A name that was typed with titles, without them; a title alone stays what was typed. */
export const withoutTitles = (name: string): string =>
  ONLY_TITLES.test(name) ? name : name.replace(TITLES, '')
