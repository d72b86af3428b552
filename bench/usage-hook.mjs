// Loaded by `node --import`: tells, as the process ends, what it took, on a descriptor that nothing else uses.
import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread)
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { cpu: (userCPUTime + systemCPUTime) / 1000, memory: Math.round(maxRSS / 1024) };
    writeSync(3, `${JSON.stringify(usage)}\n`);
  });
