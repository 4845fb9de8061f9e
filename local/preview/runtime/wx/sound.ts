import { fileUrl } from '../temp-files'
import { signal } from './api'

/** wx.createInnerAudioContext on the browser's audio element. */
function createInnerAudioContext() {
  const audio = new Audio()
  const events = ['play', 'pause', 'ended', 'error', 'canplay', 'timeupdate', 'stop'] as const
  const signals = Object.fromEntries(events.map((name) => [name, signal<any>()]))
  for (const name of events)
    audio.addEventListener(name, () =>
      signals[name]?.emit(name === 'error' ? { errMsg: audio.error?.message, errCode: 10003 } : {}),
    )
  const context: Record<string, any> = {
    play: () =>
      void audio.play().catch((error: Error) => console.warn(`InnerAudioContext.play: ${error.message}`)),
    pause: () => audio.pause(),
    stop: () => {
      audio.pause()
      audio.currentTime = 0
      signals.stop?.emit({})
    },
    seek: (seconds: number) => (audio.currentTime = seconds),
    destroy: () => {
      audio.pause()
      audio.removeAttribute('src')
    },
  }
  for (const name of events) {
    const title = name[0]?.toUpperCase() + name.slice(1)
    context[`on${title}`] = signals[name]?.on
    context[`off${title}`] = signals[name]?.off
  }
  for (const field of [
    'loop',
    'volume',
    'autoplay',
    'playbackRate',
    'duration',
    'currentTime',
    'paused',
  ] as const) {
    Object.defineProperty(context, field, {
      get: () => audio[field],
      set: (value) => ((audio as any)[field] = value),
    })
  }
  let source = ''
  Object.defineProperty(context, 'src', {
    get: () => source,
    set: (value: string) => (audio.src = fileUrl((source = value))),
  })
  return context
}

export const sound = {
  createInnerAudioContext,
  setInnerAudioOption: () => {},
}
