import { passesWithTime } from '../../miniprogram/domain/errors'
import { ApiError, isUnsettled, sentenceOf } from '../api/api-error'
import { failedWords } from '../locales/zh/shell'

/**
 * Why something couldn't be read, and what to do now: 重试 where the same question may be answered the next time, a way on
 * where it would be answered the same.
 */
export function failedState(thrown: unknown): { sentence: string; advice: string; again: boolean } {
  const code = thrown instanceof ApiError ? thrown.code : ''
  const again = isUnsettled(thrown) || passesWithTime(code)
  return {
    // Nothing was typed yet: what the server can't read is the address.
    sentence: code === 'BAD_REQUEST' ? failedWords.address : sentenceOf(thrown),
    advice: again ? '' : (failedWords.advice[code] ?? ''),
    again,
  }
}
