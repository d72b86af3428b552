import { getOwn, setOwn } from "../schema-access.js";
import type { Fields } from "./values.js";

/** Words that a name of what comes first has, and of what comes last; all else is in between. */
const FIRST =
  /^(?:creat|start|beg[ai]n|submi|request|queued|first|launch|regist|issued|from|since)/;
const LAST =
  /^(?:end(?:ed|s)?$|stop|complet|finish|expir|until|delet|terminat|after|clos|retir|next|due|deadline)/;

/**
 * Puts the timestamps of a structure in the order that their names tell, those that tell nothing as the model has them:
 * clients take one from the other, and nothing ends before it starts.
 */
export function orderMoments(fields: Fields): void {
  const names = Object.keys(fields).filter(
    (name) => getOwn(fields, name) instanceof Date,
  );
  if (names.length < 2) return;
  const moments = names
    .map((name) => getOwn(fields, name) as Date)
    .toSorted((a, b) => a.getTime() - b.getTime());
  const inOrder = names.toSorted((a, b) => stageOf(a) - stageOf(b));
  for (const [index, name] of inOrder.entries())
    setOwn(fields, name, moments[index]);
}

function stageOf(name: string): number {
  const words = name
    .split(/(?<=[a-z])(?=[A-Z])|[^A-Za-z]+/)
    .map((word) => word.toLowerCase());
  if (words.some((word) => FIRST.test(word))) return 0;
  return words.some((word) => LAST.test(word)) ? 2 : 1;
}
