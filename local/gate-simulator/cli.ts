/**
 * Gate hardware on the command line, over HTTP with its own key:
 *
 *   node --import tsx local/gate-simulator/cli.ts --url http://127.0.0.1:8080/gate --device yucai-west-in --secret …
 *       verify --code ABCD2345 --direction in          one check (--plate, --document, --face)
 *       poll --every 1000 --times 10                   snapshots and heartbeats, until stopped without --times
 *       load --rate 20 --seconds 30 --codes codes.txt  steady checks of codes or plates, one a line
 *
 * Device and secret may come as GATE_DEVICE and GATE_SECRET; the secrets of `npm start`'s own lanes are found where it
 * keeps them. `load` prints how long the answers took, in milliseconds.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { EndpointInput } from '../../contract/gate/device-api'
import { GateClient } from './client'
import { DeviceMemory } from './device-memory'
import { steadyLoad } from './load'
import { SnapshotFollower } from './snapshot-follower'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080/gate' },
    device: { type: 'string', default: process.env.GATE_DEVICE ?? '' },
    secret: { type: 'string', default: process.env.GATE_SECRET ?? '' },
    direction: { type: 'string', default: 'in' },
    code: { type: 'string' },
    plate: { type: 'string' },
    document: { type: 'string' },
    face: { type: 'string' },
    memory: { type: 'string', default: '.local/devices.json' },
    times: { type: 'string', default: 'Infinity' },
    every: { type: 'string' },
    rate: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '10' },
    codes: { type: 'string' },
  },
})
const direction = values.direction === 'out' ? 'out' : 'in'
const secret = values.secret || (new DeviceMemory(values.memory).secretOf(values.device) ?? '')
const client = new GateClient({ url: values.url, deviceId: values.device, secret })

type Shown = Omit<EndpointInput<'verify'>, 'eventId'>

/** Seven or eight characters that begin with a Chinese one are a plate; anything else is a code. */
const shownBy = (text: string): Shown =>
  /^[\u4e00-\u9fff]/.test(text) ? { direction, plate: { number: text } } : { direction, code: text }

async function verify(): Promise<void> {
  const { code, plate, document, face } = values
  const reply = await client.verify({
    direction,
    ...(code === undefined ? {} : { code }),
    ...(plate === undefined ? {} : { plate: { number: plate } }),
    ...(document === undefined ? {} : { document: { number: document } }),
    ...(face === undefined ? {} : { face: { person: face, confidence: 0.99 } }),
  })
  console.log(JSON.stringify(reply, null, 2))
  process.exitCode = reply.ok && reply.data.decision === 'allow' ? 0 : 1
}

async function poll(): Promise<void> {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  let left = Number(values.times)
  await new SnapshotFollower(client).follow({
    ...(values.every === undefined ? {} : { everyMs: Number(values.every) }),
    signal: stop.signal,
    synced: ({ version, pages }) => {
      console.log(`${new Date().toISOString()} version ${version}, ${pages} page(s)`)
      if (--left <= 0) stop.abort()
    },
    failed: ({ message }) => console.error(`${new Date().toISOString()} ${message}`),
  })
}

async function load(): Promise<void> {
  const codes = readFileSync(values.codes ?? 0, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const figures = await steadyLoad({
    rate: Number(values.rate),
    seconds: Number(values.seconds),
    call: async (at) => {
      const reply = await client.verify(shownBy(codes[at % codes.length] ?? ''))
      return reply.ok ? reply.data.reason : reply.code
    },
  })
  console.log(JSON.stringify(figures, null, 2))
}

const commands: Record<string, () => Promise<void>> = { verify, poll, load }
const command = commands[positionals[0] ?? '']
if (command === undefined || values.device === '' || secret === '') {
  console.error('usage: cli.ts --device ID --secret SECRET (verify|poll|load) …')
  process.exitCode = 2
} else {
  await command()
}
