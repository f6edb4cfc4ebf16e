/**
 * Runs `stop` once when the process is asked to end: ^C, SIGTERM, SIGHUP, or the launcher died. Then exits, 0 when it went well.
 * Further requests change nothing: ^C in a terminal arrives twice, directly and through the launcher.
 */
export function onStopRequest(stop: () => Promise<void>, report: (error: unknown) => void): void {
  let asked = false
  const end = (): void => {
    if (asked) return
    asked = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        report(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  process.on('disconnect', end)
  // A short command must be able to end by itself although it listens to the launcher.
  process.channel?.unref()
  if (process.send && !process.connected) end()
}
