import { openScanScreen } from '../scan-screen'
import { api } from './api'

export const scan = {
  scanCode: api('scanCode', async ({ onlyFromCamera = false }) => {
    const result = await openScanScreen(onlyFromCamera)
    return {
      result,
      scanType: 'QR_CODE',
      charSet: 'utf-8',
      rawData: btoa(unescape(encodeURIComponent(result))),
      path: '',
    }
  }),
}
