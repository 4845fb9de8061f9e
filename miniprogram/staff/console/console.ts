import { statefulPage } from '../../behaviors/stateful-page'
import { asApiError } from '../../api/api-error'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { idempotencyKey } from '../../api/idempotency-key'
import { scannedCode } from '../../domain/account/console'
import { decoded } from '../../config/decoded'
import { consoleWords } from '../../locales/zh/pages/console'
import { consoleView, initialConsole } from './console.view'

/** Opened from 我的, or by scanning the code on a computer: then WeChat gives the scanned link as `q`. */
Page(
  statefulPage(
    { initial: initialConsole, view: consoleView, moment: () => ({ now: serverNow() }) },
    {
      key: idempotencyKey(),
      code: '',

      onLoad({ q = '' }: { q?: string }) {
        this.key = idempotencyKey()
        const code = scannedCode(decoded(q))
        if (code === null) void this.readSessions()
        else void this.look(code)
      },

      async onScan() {
        try {
          const { result } = await wx.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] })
          const code = scannedCode(result)
          if (code === null) this.render({ refused: consoleWords.notOurs, settled: null })
          else await this.look(code)
        } catch (failure) {
          // Closing the scanner is an answer too.
          const { errMsg = '' } = failure as { errMsg?: string }
          if (errMsg.indexOf('cancel') < 0) this.render({ refused: consoleWords.notScanned })
        }
      },

      async look(code: string) {
        this.code = code
        this.render({ waiting: true, refused: '', settled: null, screen: null })
        try {
          this.render({ screen: await call('console.look', { code }), waiting: false })
        } catch (thrown) {
          this.render({ refused: asApiError(thrown).message, waiting: false })
        }
      },

      onConfirm() {
        return this.settle('console.confirm')
      },

      onRefuse() {
        return this.settle('console.refuse')
      },

      async settle(action: 'console.confirm' | 'console.refuse') {
        if (this.state.waiting) return
        this.render({ waiting: true, refused: '' })
        try {
          await call(action, { code: this.code }, { idempotencyKey: this.key })
          const settled = action === 'console.confirm' ? 'confirmed' : 'refused'
          this.render({ waiting: false, screen: null, settled })
          await this.readSessions()
        } catch (thrown) {
          this.render({ waiting: false, screen: null, refused: asApiError(thrown).message })
        }
      },

      async onEnd(event: WechatMiniprogram.TouchEvent) {
        if (this.state.waiting) return
        this.render({ waiting: true, refused: '' })
        try {
          const { id } = event.currentTarget.dataset as { id: string }
          await call('console.end', { sessionId: id }, { idempotencyKey: this.key })
          await this.readSessions()
          void wx.showToast({ title: consoleWords.ended, icon: 'none' })
        } catch (thrown) {
          this.render({ refused: asApiError(thrown).message })
        }
        this.render({ waiting: false })
      },

      async readSessions() {
        try {
          this.render({ sessions: (await call('console.sessions', {})).sessions })
        } catch (thrown) {
          this.render({ refused: asApiError(thrown).message })
        }
      },
    },
  ),
)
