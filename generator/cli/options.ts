import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";

/** Options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

export function withCommonOptions(command: Command): Command {
  return command
    .addOption(new Option("--json", "one JSON document on standard output, all else on standard error"))
    .addOption(new Option("--quiet", "nothing but errors"))
    .addOption(new Option("--no-color", "no colours (NO_COLOR does the same)"))
    .showHelpAfterError("(--help tells what there is)");
}

/** `A,B` → `["A", "B"]`; blanks around a name do not count. */
export function commaList(value: string): readonly string[] {
  const names = value.split(",").map((name) => name.trim());
  if (names.includes("")) throw new InvalidArgumentError("Give names with commas between them.");
  return names;
}

/** The same, of known words only. */
export function commaListOf<T extends string>(known: readonly T[]): (value: string) => readonly T[] {
  return (value) =>
    commaList(value).map((name) => {
      const found = known.find((word) => word === name);
      if (found === undefined) throw new InvalidArgumentError(`"${name}" is none of ${known.join(", ")}.`);
      return found;
    });
}

export function wholeNumber(minimum: number, maximum: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < minimum || number > maximum)
      throw new InvalidArgumentError(`Give a whole number from ${minimum} to ${maximum}.`);
    return number;
  };
}

export function accountId(value: string): string {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError("Give the twelve digits of an account.");
  return value;
}

/** For options that may be given more than once. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
