import { expect, test } from "vitest";
import { changeLine } from "../../../generator/artifacts/package/changelog-page.js";

const line = (message: string): string => changeLine({ id: "constraint-narrowed", message, operations: [] });

test("patterns in a change are code, all else is text", () => {
  expect(line('A_: must match `^[a]*_$` in place of `^[b]`; "<b>" is *no* longer valid.')).toBe(
    'A\\_: must match `^[a]*_$` in place of `^[b]`; "&lt;b>" is \\*no\\* longer valid.',
  );
  expect(line("one ` alone, [x](y)")).toBe("one \\` alone, \\[x\\](y)");
});
