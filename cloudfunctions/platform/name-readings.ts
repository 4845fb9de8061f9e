import { pinyin } from 'pinyin-pro'

/** One way to read a name aloud, as `termsOf` (search-terms.ts) takes it. */
interface NameReading {
  name: string
  /** Without tones. */
  syllables: readonly string[]
}

/**
 * Surnames that are read in two ways by the people who bear them; every other surname has its one reading as a
 * surname, and the one it has elsewhere, because that is what somebody types who has only seen it written.
 */
const SECOND_READINGS: Readonly<Record<string, string>> = { 覃: 'tan', 翟: 'di' }

const readName = pinyinReader({ surname: 'head' })
const readWords = pinyinReader({})

/** How a name may be typed in pinyin: at least one reading, none twice. */
export function nameReadings(name: string): NameReading[] {
  const readings = /[\u3400-\u9fff\u{20000}-\u{323af}]/u.test(name)
    ? chineseReadings(name)
    : [latinSyllables(name)]
  const distinct = new Map(readings.map((syllables) => [syllables.join(' '), syllables]))
  return [...distinct.values()].map((syllables) => ({ name, syllables }))
}

function chineseReadings(name: string): string[][] {
  const asSurname = readName(name)
  const readings = [asSurname, readWords(name)]
  const second = SECOND_READINGS[name.charAt(0)]
  if (second !== undefined) readings.push([second, ...asSurname.slice(1)])
  // ü is typed as v; who doesn't know that types u.
  return readings.flatMap((syllables) => [
    syllables,
    syllables.map((each) => each.replace(/^([ln])v/, '$1u')),
  ])
}

/** Words of a Latin name, lower-case and without accents. */
function latinSyllables(name: string): string[] {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/gi, 'd')
  return plain
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
}

/** Characters without a reading (a dot, a very rare one) have no syllable. */
function pinyinReader(options: { surname?: 'head' }): (name: string) => string[] {
  return (name) =>
    pinyin(name, { ...options, toneType: 'none', type: 'array', v: true }).filter((each) =>
      /^[a-z]+$/.test(each),
    )
}
