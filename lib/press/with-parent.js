// Loaded into the app's process: it ends when the process that started it has, however that came about.
process.stdin.on('close', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();
