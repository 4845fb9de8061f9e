import { runTool } from './setup/run-tool.mjs'

/** `npm run audit:verify [-- --head 128-kZ3x0aQ9tLmV]`: arguments go to local/campus/audit-verify.ts. */
await runTool('local/campus/audit-verify.ts')
