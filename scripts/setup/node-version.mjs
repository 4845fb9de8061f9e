/**
 * The Node.js that everything is made for: the runtime of the deployed functions, what their bundles are compiled to, and
 * the oldest that runs this repository. package.json and the documents repeat it (test/scripts/node-version.test.ts).
 */
export const NODE = { major: 20, minor: 19 }

/** Ends the process with a sentence when Node is too old; asked before anything is loaded that would fail less clearly. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > NODE.major || (major === NODE.major && minor >= NODE.minor)) return
  console.error(
    `Campus Visitor needs Node.js ${NODE.major}.${NODE.minor} or newer, and this is ${process.versions.node}. ` +
      'Get it from nodejs.org, or with nvm: nvm install 20',
  )
  process.exit(1)
}
