import type { Change } from "./change.js";

/** How far a version rises (contract A4). */
export type SemverKind = "major" | "minor" | "patch" | "none";

/** What makes a version major: it breaks a client, or values that were stored while they were valid. */
export function isMajor({ severity, breaks }: Pick<Change, "severity" | "breaks">): boolean {
  return severity.client === "breaking" || breaks.includes("stored-data");
}

/**
 * major: something breaks a client, its types, validators or stored data; minor: risky or additive for a client;
 * patch: documentation, or the server's side only. Suppressions play no part.
 */
export function semverOf(changes: readonly Pick<Change, "severity" | "breaks">[]): SemverKind {
  let kind: SemverKind = "none";
  for (const change of changes) {
    if (isMajor(change)) return "major";
    const { severity } = change;
    if (severity.client === "risky" || severity.client === "additive") kind = "minor";
    else if (kind === "none" && (severity.client !== "none" || severity.server !== "none")) kind = "patch";
  }
  return kind;
}

/** Three numbers of a release version. */
export type Version = readonly [major: number, minor: number, patch: number];

const RELEASE = /^(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})$/;

/** @returns undefined where the text is no release version, tags and build marks included. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = RELEASE.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

export function printVersion(version: Version): string {
  return version.join(".");
}

export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** The next version; a change that no one notices makes a patch too, since each release needs a version of its own. */
export function raise([major, minor, patch]: Version, kind: SemverKind): Version {
  switch (kind) {
    case "major":
      return [major + 1, 0, 0];
    case "minor":
      return [major, minor + 1, 0];
    case "patch":
    case "none":
      return [major, minor, patch + 1];
  }
}
