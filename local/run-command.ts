/** Runs an operator's command to its end. What stops it is said in a line: it is for whoever typed the command. */
export async function runCommand(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main())
  } catch (error) {
    console.error(`  ✗ ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  }
}
