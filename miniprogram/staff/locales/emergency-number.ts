import { emergencyReportWords } from '../../locales/zh/pages/emergency-report'

/** How a number is read out so that it is understood on a bad line: 'E 零 零 幺 二'. */
export const spokenNumber = (number: string): string =>
  number
    .split('')
    .filter((character) => character !== '-')
    .map((character) =>
      /\d/.test(character) ? emergencyReportWords.digits.charAt(Number(character)) : character,
    )
    .join(' ')
