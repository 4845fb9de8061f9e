import { unavailableWords } from '../../locales/pages/unavailable'

/** Shown when this release channel has no cloud environment: nothing else of the program may start. */
Page({
  data: { words: unavailableWords().labels },

  onLoad() {
    void wx.setNavigationBarTitle({ title: unavailableWords().title })
  },
})
