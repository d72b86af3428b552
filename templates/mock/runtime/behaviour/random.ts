/** A source of numbers that repeats itself for the same seed. Not for secrets. */
export interface Random {
  /** @returns an integer from 0 to `limit` - 1. */
  below(limit: number): number;
}

/**
 * Small fast counter generator (sfc32): the same parts give the same numbers on every machine.
 * @param parts what the numbers depend on; their boundaries count too.
 */
export function createRandom(...parts: readonly (string | number)[]): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (const part of parts) {
    for (const character of `${part}\u0000`) {
      a ^= character.codePointAt(0) ?? 0;
      next();
    }
  }
  for (let i = 0; i < 12; i++) next();
  return { below: (limit) => Math.floor((next() / 0x1_0000_0000) * limit) };
}
