import * as fc from "fast-check";
import { expect, test } from "vitest";
import { inBytes } from "../../generator/workspace/in-bytes.js";

test("files are the bytes of their texts, however little memory there is at first", () => {
  const texts = fc.array(fc.array(fc.string({ unit: fc.constantFrom("a", "é", "’", "😀"), maxLength: 40 })));
  fc.assert(
    fc.property(texts, fc.nat(200), (all, size) => {
      const files = all.map((pieces, index) => ({ path: String(index), text: pieces.join(""), pieces }));
      const spare = new ArrayBuffer(size);
      const made = inBytes(files, spare);
      expect(made.map(({ bytes }) => Buffer.from(bytes).toString("utf8"))).toEqual(files.map(({ text }) => text));
      expect(new Set(made.map(({ bytes }) => bytes.buffer)).size).toBeLessThanOrEqual(1);
    }),
  );
});

test("spare memory is written over where it suffices", () => {
  const spare = new ArrayBuffer(64);
  const [made] = inBytes([{ path: "a", text: "text" }], spare);
  expect(made!.bytes.buffer).toBe(spare);
});
