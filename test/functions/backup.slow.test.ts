// The same with a thousand questions.
process.env.BACKUP_BOOKINGS ??= '170'
await import('./backup.test')

export {}
