/** The flags under which every package must compile. */
export const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  isolatedDeclarations: true,
  declaration: true,
  verbatimModuleSyntax: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  skipLibCheck: true,
  module: "nodenext",
  target: "es2022",
  lib: ["es2023"],
  types: ["node"],
};
