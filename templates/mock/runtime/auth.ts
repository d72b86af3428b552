import type { OperationDefinition } from "./definition.js";
import { ServiceError } from "./definition.js";
import type { RequestHead } from "./http.js";

/**
 * The answers to missing and malformed credentials. What is there is not verified: the mock has no secrets to verify
 * it with.
 * @returns undefined where the request carries credentials of the right form, or needs none.
 */
export function checkCredentials(
  operation: OperationDefinition | undefined,
  request: RequestHead,
): ServiceError | undefined {
  const schemes = operation?.traits["auth"];
  if (
    operation?.traits["optionalAuth"] !== undefined ||
    (Array.isArray(schemes) && schemes.length === 0)
  )
    return undefined;
  const header = request.headers.get("authorization")?.trim() ?? "";
  if (header === "") {
    if (new URLSearchParams(request.query).has("X-Amz-Signature"))
      return undefined;
    return new ServiceError(
      "MissingAuthenticationTokenException",
      "Missing Authentication Token",
    );
  }
  if (/^Bearer \S/i.test(header)) return undefined;
  const missing = header.startsWith("AWS4-")
    ? missingParts(header, request)
    : ALL_PARTS;
  if (missing.length === 0) return undefined;
  return new ServiceError(
    "IncompleteSignatureException",
    `${missing.join(" ")} Authorization=${header.split(" ")[0]}`,
  );
}

const PARTS = ["Credential", "Signature", "SignedHeaders"] as const;
const ALL_PARTS: readonly string[] = PARTS.map(needed);

function needed(part: string): string {
  return `Authorization header requires '${part}' parameter.`;
}

function missingParts(header: string, request: RequestHead): string[] {
  const missing = PARTS.filter(
    (part) => !new RegExp(`[\\s,]${part}=[^,\\s]+`).test(header),
  ).map(needed);
  if (!request.headers.has("x-amz-date") && !request.headers.has("date")) {
    missing.push(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  return missing;
}
