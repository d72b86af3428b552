const BLOCK = 64;
/** The constant that each step adds. */
const SINES = Int32Array.from({ length: 64 }, (_, step) =>
  Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32),
);
/** By how many bits a step rotates: four a round, over and over. */
const ROTATIONS = new Uint8Array([
  7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21,
]);

/** MD5 (RFC 1321) in hex. Web Crypto has none, and nothing here needs a `node:` module. */
export function md5(bytes: Uint8Array): string {
  const message = padded(bytes);
  const digest = new DataView(new ArrayBuffer(16));
  let [a, b, c, d] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < message.byteLength; block += BLOCK) {
    const [a0, b0, c0, d0] = [a, b, c, d];
    for (let step = 0; step < BLOCK; step++) {
      const round = step >> 4;
      const word = message.getInt32(block + wordOf(round, step) * 4, true);
      const mixed = (a + mix(round, b, c, d) + (SINES[step] ?? 0) + word) | 0;
      const bits = ROTATIONS[round * 4 + (step & 3)] ?? 0;
      a = d;
      d = c;
      c = b;
      b = (b + ((mixed << bits) | (mixed >>> (32 - bits)))) | 0;
    }
    a = (a + a0) | 0;
    b = (b + b0) | 0;
    c = (c + c0) | 0;
    d = (d + d0) | 0;
  }
  for (const [index, word] of [a, b, c, d].entries())
    digest.setInt32(index * 4, word, true);
  return Array.from(new Uint8Array(digest.buffer), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** The bytes, a one bit, zeros up to a whole block, and how many bits there were. */
function padded(bytes: Uint8Array): DataView {
  const blocks = Math.ceil((bytes.length + 9) / BLOCK);
  const message = new Uint8Array(blocks * BLOCK);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setBigUint64(message.length - 8, BigInt(bytes.length) * 8n, true);
  return view;
}

function wordOf(round: number, step: number): number {
  if (round === 0) return step;
  if (round === 1) return (5 * step + 1) & 15;
  return (round === 2 ? 3 * step + 5 : 7 * step) & 15;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (d & b) | (~d & c);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}
