import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

/** Where a command talks to: standard output for results, standard error for everything else. */
export interface Io {
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** A line that the next one overwrites; only on a terminal, else nothing. "" clears it. */
  progress(text: string): void;
  /** Colours for standard error, where it is a terminal that wants them. */
  readonly style: (style: Style, text: string) => string;
  /** The same for standard output. */
  readonly styleOut: (style: Style, text: string) => string;
}

export interface IoOptions {
  /** Nothing but errors. */
  readonly quiet: boolean;
  readonly color: boolean;
}

export function createIo({ quiet, color }: IoOptions): Io {
  const { stdout, stderr } = process;
  const styler = (stream: NodeJS.WriteStream): Io["style"] => {
    const wanted = color && stream.isTTY && !process.env["NO_COLOR"];
    return (style, text) => (wanted ? styleText(style, text, { validateStream: false }) : text);
  };
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write("\r\u001B[K");
    shown = false;
  };
  return {
    cwd: process.cwd(),
    out(text) {
      clear();
      stdout.write(text);
    },
    err(text) {
      clear();
      stderr.write(text);
    },
    progress(text) {
      if (quiet || !stderr.isTTY) return;
      clear();
      if (text === "") return;
      stderr.write(text.slice(0, Math.max(20, stderr.columns || 80) - 1));
      shown = true;
    },
    style: styler(stderr),
    styleOut: styler(stdout),
  };
}
