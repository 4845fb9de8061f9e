/**
 * The text of a list that somebody picks from a chat; null: they picked none. Of a workbook only its copied cells can be read on
 * a phone.
 * @throws Error when what was picked is no text
 */
export async function chosenList(): Promise<string | null> {
  const path = await chosenPath()
  if (path === null) return null
  if (!/\.(csv|txt)$/i.test(path)) throw new Error('no list')
  return wx.getFileSystemManager().readFileSync(path, 'utf8') as string
}

async function chosenPath(): Promise<string | null> {
  try {
    const chosen = { count: 1, type: 'file' as const, extension: ['csv', 'txt'] }
    return (await wx.chooseMessageFile(chosen)).tempFiles[0]?.path ?? null
  } catch (thrown) {
    if (/cancel/.test((thrown as { errMsg?: string }).errMsg ?? '')) return null
    throw thrown
  }
}
