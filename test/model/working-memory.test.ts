import { expect, test } from "vitest";
import { defineIndex } from "../../generator/model/define-index.js";
import { clearWorkingMemory, inWorkingMemory } from "../../generator/model/working-memory.js";

test("what is kept stays until the memory is cleared, and is made anew then", () => {
  const kept = inWorkingMemory(() => ({ texts: [] as string[] }));
  kept().texts.push("read");
  expect(kept().texts).toEqual(["read"]);
  clearWorkingMemory();
  expect(kept().texts).toEqual([]);
});

test("an index is computed once for each subject, and again after a clearing", () => {
  const subjects: object[] = [];
  const index = defineIndex((subject: object) => {
    subjects.push(subject);
    return { of: subject };
  });
  const [one, other] = [{}, {}];
  expect(index(one)).toBe(index(one));
  index(other);
  expect(subjects).toEqual([one, other]);
  clearWorkingMemory();
  expect(index(one)).toEqual({ of: one });
  expect(subjects).toEqual([one, other, one]);
});
