const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Saves lines under their headings as a spreadsheet. */
export async function saveSheet(sheet: {
  title: string
  fileName: string
  columns: readonly string[]
  lines: readonly (readonly (string | number)[])[]
}): Promise<void> {
  const { xlsxOf } = await import('./xlsx')
  saveFile(sheet.fileName, xlsxOf(sheet.title, [sheet.columns, ...sheet.lines]), XLSX)
}

/** Hands a file to the browser, which keeps it where downloads go. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
