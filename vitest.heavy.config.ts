import { defineConfig } from "vitest/config";

// Runs over all of AWS's models and SDK clients: minutes, so they are no part of `npm test`.
export default defineConfig({
  test: {
    include: ["test/**/*.heavy.ts"],
    exclude: ["test/**/fixtures/**"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
