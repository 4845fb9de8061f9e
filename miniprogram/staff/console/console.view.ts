import type { Output } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import { formatMoment } from '../../locales/days'
import { consoleWords } from '../../locales/zh/pages/console'

export interface ConsoleState {
  /** Whose screen was scanned; null: nothing was, or it is settled. */
  screen: Output<'console.look'> | null
  /** How the last scanned code was settled. */
  settled: 'confirmed' | 'refused' | null
  sessions: Output<'console.sessions'>['sessions']
  waiting: boolean
  refused: string
  now: number
}

export const initialConsole = (): ConsoleState => ({
  ...{ screen: null, settled: null, sessions: [], waiting: false, refused: '', now: 0 },
})

export interface ConsoleView {
  /** `asking`: 登录控制台？ */
  stage: 'asking' | 'start'
  settled: 'confirmed' | 'refused' | ''
  digits: string
  screen: Fact[]
  sessions: Array<{ id: string; browser: string; words: string }>
  waiting: boolean
  refused: string
}

/** Signing in to the console: whose screen asks, and where one is signed in (spec 1, Console). */
export function consoleView({ screen, settled, sessions, waiting, refused, now }: ConsoleState): ConsoleView {
  return {
    stage: screen === null ? 'start' : 'asking',
    settled: settled ?? '',
    digits: screen?.digits ?? '',
    screen:
      screen === null
        ? []
        : [
            fact(consoleWords.browser, browserOf(screen)),
            fact(consoleWords.address, screen.address, true),
            fact(consoleWords.began, formatMoment(screen.beganAt, now)),
          ],
    sessions: sessions.map((session) => ({
      id: session.id,
      browser: browserOf(session),
      words: consoleWords.session(session.address, formatMoment(session.beganAt, now)),
    })),
    waiting,
    refused,
  }
}

const fact = (label: string, words: string, figures = false): Fact => ({ label, words, figures })

const browserOf = ({ browser }: { browser: string }): string =>
  browser === '' ? consoleWords.otherBrowser : browser
