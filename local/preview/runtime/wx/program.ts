import { errorListeners, unhandledRejectionListeners } from '../errors'
import { launchOptions } from '../launch-options'
import { api, signal } from './api'

export const shows = signal<unknown>()
export const hides = signal<unknown>()

/** The program itself: how it was started, updates, errors, coming and going. */
export const program = {
  getLaunchOptionsSync: () => launchOptions,
  getEnterOptionsSync: () => launchOptions,
  onAppShow: shows.on,
  offAppShow: shows.off,
  onAppHide: hides.on,
  offAppHide: hides.off,
  onError: (listener: (message: string) => void) => void errorListeners.add(listener),
  offError: (listener: (message: string) => void) => void errorListeners.delete(listener),
  onUnhandledRejection: (listener: (event: any) => void) => void unhandledRejectionListeners.add(listener),
  offUnhandledRejection: (listener: (event: any) => void) =>
    void unhandledRejectionListeners.delete(listener),
  onPageNotFound: () => {},
  onMemoryWarning: () => {},
  // The sources on disk are always the newest version: the preview reloads by itself.
  getUpdateManager: () => ({
    onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
      setTimeout(() => listener({ hasUpdate: false })),
    onUpdateReady: () => {},
    onUpdateFailed: () => {},
    applyUpdate: () => location.reload(),
  }),
  showShareMenu: api('showShareMenu', () => {}),
  hideShareMenu: api('hideShareMenu', () => {}),
  updateShareMenu: api('updateShareMenu', () => {}),
  setEnableDebug: api('setEnableDebug', () => {}),
}
