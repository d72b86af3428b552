import type { DiagnosticDefinition } from "../diagnostic.js";

/** SW4xxx: versions, suppressions. */
export const CHANGES_CODES = {
  versionInvalid: {
    code: "SW4001",
    severity: "error",
    message: (facts: { date: string; version: string }) => `the version of ${facts.date}, "${facts.version}", is none`,
    remedy: () => 'Write a release version, such as "1.2.0": three numbers without leading zeros.',
  } satisfies DiagnosticDefinition<{ date: string; version: string }>,
  versionNotRising: {
    code: "SW4002",
    severity: "error",
    message: (facts: { date: string; version: string; before: string }) =>
      `the version of ${facts.date}, ${facts.version}, is not above ${facts.before}, which came before it`,
    remedy: () => "Give the snapshot a version above that of the snapshot before it; versions never go down.",
  } satisfies DiagnosticDefinition<{ date: string; version: string; before: string }>,
  versionWithoutSnapshot: {
    code: "SW4003",
    severity: "warning",
    message: (facts: { date: string }) => `there is a version for ${facts.date}, but no snapshot of that date`,
    remedy: () => "Remove the line, or put the snapshot back.",
  } satisfies DiagnosticDefinition<{ date: string }>,
  suppressionsNotJson: {
    code: "SW4010",
    severity: "error",
    message: (facts: { problem: string }) => `the suppressions are not JSON: ${facts.problem}`,
    remedy: () => "Correct the file; `swage accept` writes it in the right form.",
  } satisfies DiagnosticDefinition<{ problem: string }>,
  suppressionInvalid: {
    code: "SW4011",
    severity: "error",
    message: (facts: { problem: string }) => `a suppression is not one: ${facts.problem}`,
    remedy: () =>
      "Give each entry a reason and either a fingerprint, or id and shape (and, where needed, member and trait).",
  } satisfies DiagnosticDefinition<{ problem: string }>,
  suppressionUnmatched: {
    code: "SW4012",
    severity: "warning",
    message: (facts: { suppression: string }) => `the suppression of ${facts.suppression} matches no change`,
    remedy: () => "Remove it: what it accepted is no longer there.",
  } satisfies DiagnosticDefinition<{ suppression: string }>,
  suppressionExpired: {
    code: "SW4013",
    severity: "warning",
    message: (facts: { suppression: string; until: string }) =>
      `the suppression of ${facts.suppression} ended on ${facts.until}`,
    remedy: () => "Accept the change again with a later date, or do something about it.",
  } satisfies DiagnosticDefinition<{ suppression: string; until: string }>,
} as const;
