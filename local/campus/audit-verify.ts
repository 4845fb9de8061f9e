/**
 * Looks at the whole audit trail, and says what doesn't fit: `npm run audit:verify`. `--head` takes heads that people have
 * noted down, and looks whether the chain goes through them. Ends with 1 when anything is wrong. The cloud is the one that
 * the environment names (as the SDKs read it, with the functions' keys), or else that of `npm start`, which must not be
 * running at the same time.
 */
import { parseArgs } from 'node:util'
import { auditReportWords } from '../../cloudfunctions/locales/zh/audit-report'
import { headCode } from '../../cloudfunctions/platform/audit-chain'
import { daysOfChain } from '../../cloudfunctions/stores/audit-seals'
import { fitsHead, verifyAll } from '../../cloudfunctions/usecases/audit/verify'
import { auditFaultWords } from '../../miniprogram/locales/zh/audit'
import { openCloud } from '../open-cloud'
import { runCommand } from '../run-command'

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { head: { type: 'string', multiple: true, default: [] } } })
  const close = await openCloud()
  try {
    const now = Date.now()
    const days = await daysOfChain(now)
    const { rows, faults, heads } = await verifyAll(days, now, (done) => {
      if (done % 10_000 < 1000 && done >= 10_000) console.log(auditReportWords.progress(done))
    })
    for (const { kind, seq, id } of faults)
      console.log(auditReportWords.fault(auditFaultWords[kind], seq, id))
    let wrong = faults.length
    for (const code of values.head) {
      const fits = await fitsHead(code)
      if (!fits) wrong++
      console.log(fits ? auditReportWords.notedFits(code) : auditReportWords.noted(code))
    }
    const [head] = heads
    if (rows === 0 && wrong === 0 && head === undefined) return say(0, auditReportWords.nothing)
    return wrong > 0
      ? say(1, auditReportWords.faults(wrong))
      : say(0, auditReportWords.sound(rows, head === undefined ? auditReportWords.noHead : headCode(head)))
  } finally {
    await close()
  }
}

function say(code: number, text: string): number {
  console.log(text)
  return code
}

await runCommand(main)
