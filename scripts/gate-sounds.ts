import { mkdir, writeFile } from 'node:fs/promises'

/**
 * Makes the guard's two sounds, heard without looking (spec 5.1). Run when one changes: `npx tsx scripts/gate-sounds.ts`.
 * Mono WAV of 16 bits: every phone plays it, and a few kilobytes ship with the program.
 */
const SAMPLES_PER_SECOND = 11_025

/** One stretch of a sound: a pitch in hertz (0: silence), its length in seconds, how many harmonics roughen it. */
interface Tone {
  hertz: number
  seconds: number
  harmonics: number
}

/** Passing is short, high and rising; stopping is long, low and rough: told apart in traffic and by old ears. */
export const GATE_SOUNDS: Readonly<Record<'allowed' | 'refused', readonly Tone[]>> = {
  allowed: [
    { hertz: 880, seconds: 0.08, harmonics: 1 },
    { hertz: 1318.5, seconds: 0.14, harmonics: 1 },
  ],
  refused: [
    { hertz: 196, seconds: 0.2, harmonics: 4 },
    { hertz: 0, seconds: 0.06, harmonics: 0 },
    { hertz: 196, seconds: 0.3, harmonics: 4 },
  ],
}

/** A complete WAV file. */
export function wav(tones: readonly Tone[]): Uint8Array {
  const samples = tones.flatMap(samplesOf)
  const file = Buffer.alloc(44 + samples.length * 2)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16) // length of the format's description
  file.writeUInt16LE(1, 20) // PCM
  file.writeUInt16LE(1, 22) // one channel
  file.writeUInt32LE(SAMPLES_PER_SECOND, 24)
  file.writeUInt32LE(SAMPLES_PER_SECOND * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, index) => file.writeInt16LE(sample, 44 + index * 2))
  return file
}

function samplesOf({ hertz, seconds, harmonics }: Tone): number[] {
  const count = Math.round(seconds * SAMPLES_PER_SECOND)
  return Array.from({ length: count }, (_, index) => {
    let level = 0
    for (let harmonic = 1; harmonic <= harmonics; harmonic++)
      level += Math.sin((2 * Math.PI * hertz * harmonic * index) / SAMPLES_PER_SECOND) / harmonic
    // Five milliseconds in and out, or the speaker clicks.
    const edge = Math.min(1, Math.min(index, count - 1 - index) / (0.005 * SAMPLES_PER_SECOND))
    return Math.round(Math.max(-1, Math.min(1, level * 0.6)) * edge * 32_000)
  })
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const folder = new URL('../miniprogram/staff/gate/sounds/', import.meta.url)
  await mkdir(folder, { recursive: true })
  for (const [name, tones] of Object.entries(GATE_SOUNDS))
    await writeFile(new URL(`${name}.wav`, folder), wav(tones))
}
