/** What package.json's `engines` asks for; checked before anything is loaded that would fail less clearly. */
const oldest = { major: 20, minor: 19 }

/** Ends the process with a sentence when Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return
  console.error(
    `Campus Visitor needs Node.js ${oldest.major}.${oldest.minor} or newer, and this is ${process.versions.node}. ` +
      'Get it from nodejs.org, or with nvm: nvm install 20',
  )
  process.exit(1)
}
