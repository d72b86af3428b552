#!/usr/bin/env node
// Loads the built swage; in a checkout, builds it first when its sources are newer. Installed, there are no sources.
import { existsSync } from "node:fs";

if (existsSync(new URL("../generator", import.meta.url))) {
  const { buildIfStale } = await import("./build.mjs");
  await buildIfStale();
}
const { main } = await import("../dist/generator/bundled/main.js");
await main(process.argv.slice(2));
