/** Ranges of what a generated package stands on: swage's own devDependencies hold the same, and a test compares. */
export const ZOD_PEER = "^4.5.0";
export const ZOD = "^4.6.7";
export const TYPESCRIPT = "^7.0.2";
export const NODE_TYPES = "^20.19.43";

/** Lowest Node.js: from here on `require` loads ES modules. */
export const NODE = ">=20.19";
