// Preloaded into every child: when the launcher is gone, however it went, the child stops too, also
// where it went before this runs. A child's own forks are none of our business: they are not told.
const launcher = process.env.PLUMBLINE_LAUNCHER
delete process.env.PLUMBLINE_LAUNCHER
if (launcher !== undefined) {
  const stop = () => process.kill(process.pid, 'SIGTERM')
  process.channel?.unref()
  if (process.connected && launcher === String(process.ppid)) process.once('disconnect', stop)
  else stop()
}
