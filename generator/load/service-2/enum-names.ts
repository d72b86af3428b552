import { isIdentifier } from "../../model/shape-id.js";

/**
 * Names for the values of an enumeration, which this form does not keep: the value itself where it can be a name, else
 * with `_` for each sign that cannot stand in one (`af-south-1` → `af_south_1`, `2.0` → `_2_0`).
 * @param values each once.
 * @returns value → name, in the order of the values; no name twice.
 */
export function enumNames(values: readonly string[]): ReadonlyMap<string, string> {
  // A value that is a name keeps it, whatever stands before it.
  const taken = new Set(values.filter(isIdentifier));
  const counts = new Map<string, number>(); // where to go on, so that a thousand like values take no million steps
  return new Map(
    values.map((value) => {
      if (isIdentifier(value)) return [value, value];
      const wanted = nameFor(value);
      let name = wanted;
      for (let count = counts.get(wanted) ?? 2; taken.has(name); count++) {
        name = `${wanted}_${count}`;
        counts.set(wanted, count + 1);
      }
      taken.add(name);
      return [value, name];
    }),
  );
}

function nameFor(value: string): string {
  const name = value.replaceAll(/\W/g, "_");
  if (isIdentifier(name)) return name;
  if (isIdentifier(`_${name}`)) return `_${name}`;
  // Nothing but signs: their numbers.
  return `_${[...value].map((sign) => sign.codePointAt(0)!.toString(16)).join("_")}`;
}
