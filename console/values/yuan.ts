/** 分 as it is typed in 元: 1500 is 15, 250 is 2.50. */
export const yuanOf = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))

/** Typed 元 as 分; NaN: it isn't an amount to the 分. */
export function fenOf(yuan: string): number {
  const [, whole = '', part = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(yuan.trim()) ?? []
  return whole === '' ? Number.NaN : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}
