import { redirectManagement } from '../../local/cloud-management/listen'

/** Loaded before a command: leads its calls of the management API to the stand-in of the test that runs it. */
redirectManagement(() => Number(process.env.STAND_IN_PORT))
