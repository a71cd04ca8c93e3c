// Preloaded into every child: when the launcher is gone, however it went, the child stops too.
process.channel?.unref()
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
