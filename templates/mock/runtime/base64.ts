/** Base64 of RFC 4648 section 4 with padding, without `Buffer`: `fetch` also runs where Node's modules are missing. */

const OTHER = /[^A-Za-z0-9+/]/;
const CHUNK = 0x2000;

export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}

/** @returns undefined where the text is not base64: a wrong alphabet, white space, missing padding. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const end = text.endsWith("==")
    ? text.length - 2
    : text.endsWith("=")
      ? text.length - 1
      : text.length;
  if (text.length % 4 !== 0 || OTHER.test(text.slice(0, end))) return undefined;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1)
    bytes[index] = binary.charCodeAt(index);
  return bytes;
}
