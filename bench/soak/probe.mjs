// Loaded into the server's process: tells how much memory is in use, after a collection.
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
// It must not keep the process alive.
process.channel?.unref();
