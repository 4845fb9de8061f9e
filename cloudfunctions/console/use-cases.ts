import type { Action } from '../../contract'
import { useCases as onPhones, type UseCases } from '../api/use-cases'
import { listAudit, verifyAudit } from '../usecases/audit/read'
import { readToldHeads } from '../usecases/audit/tell-head'
import { readBoard } from '../usecases/campus/board'
import { readRules } from '../usecases/campus/change-rules'
import { exportFigures, readFigures } from '../usecases/campus/figures'
import { sendFile } from '../usecases/file/uploads'
import { exportStandingPeople } from '../usecases/standing-pass/export'
import { exportPassages, exportVisits } from '../usecases/visit/export-records'
import { revokeWalkIn } from '../usecases/walk-in/revoke'
import { readImportPhones, readImportPlaces, readImportStaff } from '../usecases/campus/import/known'

/** What the console is answered: everything that phones call, and what is done at a computer alone. */
export const useCases: UseCases<Action> = {
  ...onPhones,
  'standing.export': exportStandingPeople,
  'file.send': sendFile,
  'walkIn.revoke': revokeWalkIn,
  'audit.list': listAudit,
  'audit.verify': verifyAudit,
  'audit.heads': readToldHeads,
  'record.exportVisits': exportVisits,
  'record.exportPassages': exportPassages,
  'board.read': readBoard,
  'rules.get': readRules,
  'figures.read': readFigures,
  'figures.export': exportFigures,
  'import.staff': readImportStaff,
  'import.places': readImportPlaces,
  'import.phones': readImportPhones,
  // they bring a dictionary of readings along, which is opened for whoever changes the directory and nobody else
  'staff.save': async (caller, input) =>
    (await import('../usecases/account/save-read-staff')).saveReadStaff(caller, input),
  'import.write': async (caller, input) =>
    (await import('../usecases/campus/import/write')).writeImport(caller, input),
}
