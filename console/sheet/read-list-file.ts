import { unreadableWords } from '../../miniprogram/locales/zh/import'
import { sentenceOf } from '../api/api-error'
import { textOfSheet } from './text-of-sheet'
import { UnreadableFile } from './unreadable-file'

/** A spreadsheet's file as a list that was pasted; `unreadable`: why it can't be read, for people. */
export async function readListFile(file: File): Promise<{ text: string } | { unreadable: string }> {
  try {
    const { readSheet } = await import('./read-sheet')
    return { text: textOfSheet(await readSheet(new Uint8Array(await file.arrayBuffer()))) }
  } catch (thrown) {
    return {
      unreadable:
        thrown instanceof UnreadableFile ? unreadableWords[thrown.why](file.name) : sentenceOf(thrown),
    }
  }
}
