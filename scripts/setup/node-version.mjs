/** What package.json's `engines` asks for; checked before anything is loaded that would fail less clearly. */
const oldest = [20, 19]

/** Ends the process with a sentence when Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  console.error(
    `Campus Visitor needs Node.js ${oldest.join('.')} or newer, and this is ${process.versions.node}. ` +
      'Get it from nodejs.org, or with nvm: nvm install 20',
  )
  process.exit(1)
}
