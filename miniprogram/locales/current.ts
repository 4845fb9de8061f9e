/** The languages of the program. Chinese is complete; English holds what visitors read. */
export type Locale = 'zh' | 'en'

let chosen: Locale | null = null

/** The phone's language, asked for once: every Chinese one reads Chinese, every other English. */
export function currentLocale(): Locale {
  chosen ??= localeOf(phoneLanguage())
  return chosen
}

/** Chooses a language, or with null the phone's own again. */
export function setLocale(locale: Locale | null): void {
  chosen = locale
}

/** The words of the current language. Both languages have the same shape, so what is missing in one doesn't compile. */
export const inLocale = <Words>(words: Readonly<Record<Locale, Words>>): Words => words[currentLocale()]

/** The locale for a language tag of the platform: 'zh_CN', 'zh-Hant', 'en'. No tag: Chinese. */
export function localeOf(language: string | undefined): Locale {
  return language === undefined || /^zh\b|^zh_/i.test(language) ? 'zh' : 'en'
}

const phoneLanguage = (): string | undefined =>
  typeof wx === 'undefined' ? undefined : wx.getAppBaseInfo?.().language
