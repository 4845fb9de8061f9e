/**
 * The many clients of `npm run bench -- clients`, in a process of their own: what they take of the machine's time for
 * themselves must not keep the server's loop from answering. Started with its options as JSON in the first argument;
 * prints every outcome as JSON.
 */
import { fileURLToPath } from 'node:url'
import { GateClient, type GateClientOptions } from '../local/gate-simulator/client'
import { asked, type Outcome } from './asked'

/** The file to start it by. */
export const CLIENTS = fileURLToPath(import.meta.url)

export interface ManyClients {
  device: GateClientOptions
  clients: number
  seconds: number
}

async function run({ device, clients, seconds }: ManyClients): Promise<void> {
  const gate = new GateClient(device)
  const outcomes: Outcome[] = []
  const until = performance.now() + seconds * 1000
  const client = async (): Promise<void> => {
    while (performance.now() < until) outcomes.push(await asked(gate))
  }
  await Promise.all(Array.from({ length: clients }, client))
  process.stdout.write(JSON.stringify(outcomes), () => process.exit(0))
}

if (process.argv[1] === CLIENTS) await run(JSON.parse(process.argv[2] ?? '') as ManyClients)
