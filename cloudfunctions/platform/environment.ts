/**
 * What the functions are told by their environment. A missing value stops the function with its name:
 * starting half-configured would be worse than not starting.
 */
export function required(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is not set`)
  return value
}
