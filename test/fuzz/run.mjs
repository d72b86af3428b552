// Compiles the fuzzer (it is TypeScript, and not part of dist/) and starts it.
import { compile } from "../run-typescript.mjs";

await import(compile(import.meta.dirname)("test/fuzz/run.js"));
