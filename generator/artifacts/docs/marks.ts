import type { Traits } from "../../model/traits.js";
import { trait } from "../../model/traits.js";
import { escapeMarkdown } from "../../print/markdown.js";
import type { Deprecated } from "../deprecation.js";
import { deprecationWords } from "../deprecation.js";
import type { Stage } from "../stage.js";
import { stageOf } from "../stage.js";

interface Traited {
  readonly traits: Traits;
}

/** The badge for what an older snapshot did not have: text, so that it needs no network and no image. */
export function sinceMark(date: string | undefined, before = " "): string {
  return date === undefined ? "" : `${before}\`since ${date}\``;
}

/**
 * `**Deprecated** since X. Message.`, inline Markdown: sentences, since more may follow.
 * @param value undefined for what is not deprecated: "".
 * @param documentation Markdown that follows; the message is left out where it stands there too.
 */
export function deprecationText(value: Deprecated | undefined, documentation: string): string {
  if (value === undefined) return "";
  const { since, message } = deprecationWords(value);
  const start = since === undefined ? "**Deprecated.**" : `**Deprecated** since ${escapeMarkdown(since)}.`;
  if (message === "" || bareWords(documentation).includes(bareWords(message))) return start;
  return `${start} ${sentence(message)}`;
}

function sentence(text: string): string {
  return escapeMarkdown(text) + (/[.!?)]$/.test(text) ? "" : ".");
}

const STAGES: Readonly<Record<Stage, { readonly title: string; readonly meaning: string }>> = {
  internal: { title: "**Internal.**", meaning: "Callers should not build on it." },
  unstable: { title: "**Unstable.**", meaning: "It may change." },
};

/** `**Unstable.**`; "" for what callers may build on. */
export function stageTitle(shape: Traited): string {
  const stage = stageOf(shape);
  return stage === undefined ? "" : STAGES[stage].title;
}

/** `**Recommended.** Reason. **Since** 1.2.`, what the model itself says; "" for nothing. */
export function remarksOf(shape: Traited): string {
  const recommended = trait(shape, "smithy.api#recommended");
  const version = trait(shape, "smithy.api#since")?.trim() ?? "";
  // Nearly all shapes have neither.
  if (recommended === undefined && version === "") return "";
  const reason = recommended?.reason?.trim() ?? "";
  return inARow([
    recommended === undefined ? "" : "**Recommended.**",
    reason === "" ? "" : sentence(reason),
    version === "" ? "" : `**Since** ${sentence(version)}`,
  ]);
}

/** What stands above the documentation of a shape beside its deprecation. */
export function noticesOf(shape: Traited): string {
  return noticesFor(stageOf(shape), remarksOf(shape));
}

/** `**Unstable.** It may change.` before what the model says besides. */
export function noticesFor(stage: Stage | undefined, remarks: string): string {
  return stage === undefined ? remarks : inARow([STAGES[stage].title, STAGES[stage].meaning, remarks]);
}

/** Sentences with a blank between each two; "" is none. */
export function inARow(sentences: readonly string[]): string {
  return sentences.filter((one) => one !== "").join(" ");
}

/** Letters and digits, one blank around each word: what of two texts is the same, however each is marked up. */
function bareWords(text: string): string {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}

/** What stands above the documentation of a shape. */
export function deprecationOf(shape: Traited, documentation: string): string {
  return deprecationText(trait(shape, "smithy.api#deprecated"), documentation);
}
