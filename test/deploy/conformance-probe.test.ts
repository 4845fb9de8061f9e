import { expect, test } from 'vitest'
import { PROBE, PROBE_PATH, uploadProbe } from '../local/cloud/conformance-probe'
import { scratchFolder } from '../scratch'
import { CREDENTIALS, ENVIRONMENT, freshManagement, served, useStandIn } from './deployed'

useStandIn()

test('what is asked of a real environment begins with a probe in it, and with private files', async () => {
  const management = freshManagement()
  const upload = () =>
    served(management, () => uploadProbe(ENVIRONMENT, CREDENTIALS, scratchFolder('probe-')))
  expect(await upload()).toBe(`https://${ENVIRONMENT}.service.tcloudbase.com${PROBE_PATH}`)
  expect(management.storage).toBe('PRIVATE')
  expect([...management.functions.all.keys()]).toEqual([PROBE])
  expect([...management.routes.keys()]).toEqual([PROBE_PATH])
  expect([...management.collections.all.keys()]).toEqual([])
})

test('without a domain it is uploaded all the same, and answers nowhere over HTTP', async () => {
  const management = freshManagement()
  management.domains = []
  const upload = () =>
    served(management, () => uploadProbe(ENVIRONMENT, CREDENTIALS, scratchFolder('probe-')))
  expect(await upload()).toBeNull()
  expect([...management.functions.all.keys()]).toEqual([PROBE])
})
