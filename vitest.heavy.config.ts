import { defineConfig } from "vitest/config";

// Minutes, so they are no part of `npm test`: runs over all of AWS's models and SDK clients, and the whole of what
// `npm test` looks at a slice of (`slice` and `light` of test/whole.ts).
export default defineConfig({
  test: {
    include: [
      "test/**/*.heavy.ts",
      "test/artifacts/mock/service-file.test.ts",
      "test/artifacts/types/types.test.ts",
      "test/consumer/packed-package.test.ts",
      "test/load/**/{corpus,forms}.test.ts",
      "test/pages/history.test.ts",
    ],
    exclude: ["test/**/fixtures/**"],
    env: { SWAGE_WHOLE: "1", SWAGE_ALL_COMPILERS: "1" },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
