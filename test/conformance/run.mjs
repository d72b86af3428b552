// Compiles the conformance run (it is TypeScript, and not part of dist/) and starts it.
import { compile } from "../run-typescript.mjs";

await import(compile(import.meta.dirname)("test/conformance/run.js"));
