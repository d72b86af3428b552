import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/fixtures/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // By default one core stays idle: half of a small machine.
    maxWorkers: availableParallelism(),
    // Files share the modules of their worker, as services share those of a run: what a module keeps is remembered
    // results alone, and to load all of them anew for each file took longer than most files.
    isolate: false,
    // What is built is loaded by Node, as people's runs load it.
    server: { deps: { external: [/\/dist\/generator\//] } },
  },
});
