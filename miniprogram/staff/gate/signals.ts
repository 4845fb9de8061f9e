import type { Signal } from './gate-check'

/** Made by scripts/gate-sounds.ts. Nobody needs a melody to try again: unsure is felt only. */
const SOUNDS: Readonly<Record<Signal, string | null>> = {
  allowed: '/staff/gate/sounds/allowed.wav',
  refused: '/staff/gate/sounds/refused.wav',
  unsure: null,
}

/** Never throws: a phone without speaker or motor still shows the answer. */
export function signal(kind: Signal): void {
  if (kind === 'allowed') wx.vibrateShort({ type: 'heavy', fail: ignore })
  else wx.vibrateLong({ fail: ignore })

  const src = SOUNDS[kind]
  if (src === null) return
  // A guard's phone is often muted by its side switch; this sound is the work itself.
  wx.setInnerAudioOption({ obeyMuteSwitch: false, fail: ignore })
  const sound = wx.createInnerAudioContext({ useWebAudioImplement: true })
  sound.onEnded(() => sound.destroy())
  sound.onError((failure) => {
    console.warn('sound', failure)
    sound.destroy()
  })
  sound.src = src
  sound.play()
}

const ignore = (failure: { errMsg: string }): void => console.info(failure.errMsg)
