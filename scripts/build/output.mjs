import fs from 'node:fs'
import path from 'node:path'

/**
 * One folder that the build owns. Files are written only when they differ, so that watchers stay quiet
 * and a second build is quick, and by rename, so that nobody reads half a file.
 */
export class OutputFolder {
  /** @param {string} folder absolute @param {string} [others] a folder below it that another part of the build owns */
  constructor(folder, others) {
    this.folder = folder
    this.others = others === undefined ? undefined : path.join(folder, others) + path.sep
    /** @type {Set<string>} */
    this.kept = new Set()
    this.written = 0
  }

  /** @param {string} name below the folder @param {string | Uint8Array} content */
  write(name, content) {
    const file = path.join(this.folder, name)
    const bytes = Buffer.from(content)
    this.kept.add(file)
    if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) return
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}.draft`
    fs.writeFileSync(draft, bytes)
    fs.renameSync(draft, file)
    this.written++
  }

  /** Removes what this build did not write: what an earlier one left behind. */
  sweep() {
    if (!fs.existsSync(this.folder)) return
    for (const entry of fs.readdirSync(this.folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name)
      if (this.others !== undefined && file.startsWith(this.others)) continue
      if (entry.isFile() && !this.kept.has(file) && !file.endsWith('.draft')) fs.rmSync(file, { force: true })
    }
    removeEmptyFolders(this.folder)
  }
}

/** @param {string} folder */
function removeEmptyFolders(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const child = path.join(folder, entry.name)
    removeEmptyFolders(child)
    if (fs.readdirSync(child).length === 0) fs.rmdirSync(child)
  }
}
