// Preloaded into every child: when the launcher is gone, however it went, the child stops too.
// A child's own forks inherit this preload, and their channel is none of our business.
if (process.env.PLUMBLINE_LAUNCHER === String(process.ppid)) {
  process.channel?.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
