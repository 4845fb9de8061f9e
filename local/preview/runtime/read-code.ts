/** The text of the first QR code in these pictures; null when none holds one. The decoder is loaded at the first use. */
export async function readCode(pictures: readonly HTMLCanvasElement[]): Promise<string | null> {
  const { readQrCode } = await import('./qr-reader')
  for (const picture of pictures) {
    const text = await readQrCode(picture)
    if (text !== null) return text
  }
  return null
}
