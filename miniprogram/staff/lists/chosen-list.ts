/**
 * The text of a list that somebody picks from a chat; null: they picked none. Of a workbook only its copied cells can be read on
 * a phone.
 * @throws Error when what was picked is no text
 */
export async function chosenList(): Promise<string | null> {
  const file = await chosenFile()
  if (file === null) return null
  if (!/\.(csv|txt)$/i.test(file.name)) throw new Error('no list')
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      ...{ filePath: file.path, encoding: 'utf8' },
      success: ({ data }) => resolve(data as string),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
}

async function chosenFile(): Promise<{ name: string; path: string } | null> {
  try {
    const chosen = { count: 1, type: 'file' as const, extension: ['csv', 'txt'] }
    return (await wx.chooseMessageFile(chosen)).tempFiles[0] ?? null
  } catch (thrown) {
    if (/cancel/.test((thrown as { errMsg?: string }).errMsg ?? '')) return null
    throw thrown
  }
}
