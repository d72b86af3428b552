import type { GeneratedFile } from "../artifacts/context.js";

/** A file as it is to lie on disk. The bytes of a package are views of one buffer, which threads hand over whole. */
export interface MadeFile {
  readonly path: string;
  /** UTF-8. */
  readonly bytes: Uint8Array;
}

const FIRST_BYTES = 4_000_000;

/** @param spare memory that nobody needs any more: what is new to a process costs a page fault each 4 KB. */
export function inBytes(
  files: readonly GeneratedFile[],
  spare = Buffer.allocUnsafeSlow(FIRST_BYTES).buffer as ArrayBuffer,
): readonly MadeFile[] {
  let all = Buffer.from(spare);
  let end = 0;
  const ends: number[] = [];
  for (const file of files) {
    for (const piece of file.pieces ?? [file.text]) {
      if (!fits(piece, all.length - end)) {
        const larger = Buffer.allocUnsafeSlow(2 * all.length + 3 * piece.length);
        all.copy(larger, 0, 0, end);
        all = larger;
      }
      end += all.write(piece, end);
    }
    ends.push(end);
  }
  return files.map(({ path }, index) => ({ path, bytes: all.subarray(ends[index - 1] ?? 0, ends[index]) }));
}

/** The buffer that they are views of; undefined where there are none. */
export function memoryOf([first]: readonly MadeFile[]): ArrayBuffer | undefined {
  return first?.bytes.buffer as ArrayBuffer | undefined;
}

/** A letter of a text takes three bytes at most. */
function fits(piece: string, room: number): boolean {
  return 3 * piece.length <= room || Buffer.byteLength(piece) <= room;
}
