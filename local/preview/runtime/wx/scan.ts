import { openScanScreen, programPage } from '../scan-screen'
import { api } from './api'

export const scan = {
  scanCode: api('scanCode', async ({ onlyFromCamera = false }) => {
    const result = await openScanScreen(onlyFromCamera)
    const page = programPage(result)
    return {
      result,
      scanType: page ? 'WX_CODE' : 'QR_CODE',
      charSet: 'utf-8',
      rawData: base64Of(result),
      path: page ?? '',
    }
  }),
}

function base64Of(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
