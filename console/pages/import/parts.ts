import type { Output } from '../../../contract'
import type { ApproverPreview } from '../../../miniprogram/domain/campus/import/approvers'
import type { Place, PlacePreview } from '../../../miniprogram/domain/campus/import/places'
import type { CellError } from '../../../miniprogram/domain/campus/import/sheet'
import type { StaffPreview } from '../../../miniprogram/domain/campus/import/staff-preview'
import { translate } from '../../../miniprogram/locales/errors'
import { farGate } from '../../../miniprogram/locales/zh/gate-location'
import { doubtWords, faultWords } from '../../../miniprogram/locales/zh/import'
import { importWords as words } from '../../locales/zh/import'

/** What a preview says, as lines that a page shows. */

export interface PreviewLine {
  key: string
  /** Where it stands in the file. */
  where: string
  who: string
  what: string
}

export interface PreviewPart {
  id: keyof typeof words.parts
  lines: PreviewLine[]
}

interface Person {
  staffId: string
  name: string
  unitName: string
  row: number | null
}

const rowWords = (row: number | null): string => (row === null ? words.notInFile : words.row(row))

const personLine = ({ staffId, name, unitName, row }: Person, what = ''): PreviewLine => ({
  ...{ key: `${staffId} ${row ?? ''}`, where: rowWords(row), who: `${staffId} ${name}（${unitName}）`, what },
})

const faultLines = (faults: readonly CellError[]): PreviewLine[] =>
  faults.map(({ row, column, heading, code }, index) => ({
    key: `${row} ${index}`,
    where: words.cell(row, column, heading),
    ...{ who: '', what: faultWords[code] },
  }))

const partsWith = (parts: readonly PreviewPart[]): PreviewPart[] =>
  parts.filter(({ lines }) => lines.length > 0)

export function staffParts(preview: StaffPreview): PreviewPart[] {
  const { added, unbound, moved, changed, gone, doubtful, faults } = preview
  return partsWith([
    { id: 'faults', lines: faultLines(faults) },
    {
      id: 'doubtful',
      lines: doubtful.map(({ row, staffId, name, code, about, change, leaver }, index) => ({
        ...{ key: `${staffId} ${index}`, where: rowWords(row), who: `${staffId} ${name}` },
        what: `${doubtWords[code](about)}${change === null && leaver === null ? `（${words.cannot}）` : ''}`,
      })),
    },
    { id: 'added', lines: added.map((each) => personLine(each)) },
    { id: 'unbound', lines: unbound.map((each) => personLine(each, words.unbound(each.loses ?? []))) },
    { id: 'moved', lines: moved.map((each) => personLine(each, words.from(each.before?.unitName ?? ''))) },
    { id: 'changed', lines: changed.map((each) => personLine(each)) },
    { id: 'gone', lines: gone.map((each) => personLine(each)) },
  ])
}

/** @param follows what a changed place takes along */
export function placeParts<P extends Place>(
  preview: PlacePreview<P>,
  follows: (place: P) => string,
): PreviewPart[] {
  const { added, changed, doubtful, missing, faults, rows } = preview
  const line = ({ _id, name }: Place, what = ''): PreviewLine => {
    const row = rows.get(_id)?.row
    return { key: _id, where: row === undefined ? words.notInFile : words.row(row), who: name, what }
  }
  return partsWith([
    { id: 'faults', lines: faultLines(faults) },
    {
      id: 'doubtful',
      lines: doubtful.map(({ place, campus, kilometres }) => line(place, farGate(campus, kilometres))),
    },
    { id: 'added', lines: added.map((each) => line(each)) },
    { id: 'changed', lines: changed.map((each) => line(each, follows(each))) },
    { id: 'missing', lines: missing.map((each) => line(each)) },
  ])
}

export function approverParts({ added, missing, faults }: ApproverPreview): PreviewPart[] {
  return partsWith([
    { id: 'faults', lines: faultLines(faults) },
    { id: 'added', lines: added.map((each) => personLine(each)) },
    {
      id: 'missing',
      lines: missing.map(({ name, unitName }) => ({
        ...{ key: `${name} ${unitName}`, where: words.notInFile, who: `${name}（${unitName}）`, what: '' },
      })),
    },
  ])
}

type Refused = Output<'import.write'>['refused'][number]

/** What the server didn't write, and why; it names units by their number. */
export const refusedLines = (
  refused: readonly Refused[],
  unitName: (unitId: string) => string,
): PreviewLine[] =>
  refused.map(({ row, id, code, about }, index) => ({
    ...{ key: `${id} ${index}`, where: rowWords(row), who: id, what: reasonOf(code, unitName(about)) },
  }))

function reasonOf(code: string, about: string): string {
  if (code === 'STALE') return words.stale
  if (code in faultWords) return faultWords[code as keyof typeof faultWords]
  if (code in doubtWords) return doubtWords[code as keyof typeof doubtWords](about)
  return translate(code, {})
}
