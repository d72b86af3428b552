import type { HttpRequest } from "./http.js";
import type { Identified, Service } from "./protocol.js";

/** Where a request goes. `request` has the base path taken off. */
export type Route =
  | {
      readonly service: Service;
      readonly identified: Identified | undefined;
      readonly request: HttpRequest;
    }
  | { readonly service: undefined; readonly candidates: readonly Service[] };

interface Candidate {
  readonly service: Service;
  readonly identified: Identified | undefined;
}

/**
 * Finds the service of a request: by base path `/SERVICE`; else what is left of all services after looking, in this
 * order, at the target header, the signing name, action or path, and the Host. A look that fits no service is passed
 * over. Of several services one must be told by something; a service that is alone needs no evidence.
 */
export function route(
  services: readonly Service[],
  request: HttpRequest,
): Route {
  const based = byBasePath(services, request);
  if (based !== undefined) return based;

  const all = services.map((service): Candidate => ({
    service,
    identified: service.protocol.identify(service, request),
  }));
  const scope = signingName(request);
  const host = request.headers.get("host")?.split(/[.:]/)[0];
  const looks: ((candidate: Candidate) => boolean)[] = [
    ({ identified }) =>
      identified?.by === "target" && identified.operation !== undefined,
    ({ identified }) => identified?.by === "target",
    ({ service }) => service.definition.signingName === scope,
    ({ identified }) => identified?.operation !== undefined,
    ({ service }) => service.definition.endpointPrefix.split(".")[0] === host,
  ];

  let left: readonly Candidate[] = all;
  let evidence = services.length === 1;
  for (const look of looks) {
    const fitting = left.filter(look);
    if (fitting.length === 0) continue;
    left = fitting;
    evidence = true;
  }
  const [first] = left;
  if (!evidence || left.length !== 1 || first === undefined) {
    return {
      service: undefined,
      candidates: left.map(({ service }) => service),
    };
  }
  return { ...first, request };
}

function byBasePath(
  services: readonly Service[],
  request: HttpRequest,
): Route | undefined {
  const end = request.path.indexOf("/", 1);
  const name = request.path.slice(1, end < 0 ? undefined : end);
  const service = services.find(
    (candidate) => candidate.definition.name === name,
  );
  if (service === undefined) return undefined;
  const inner: HttpRequest = {
    ...request,
    path: end < 0 ? "/" : request.path.slice(end),
  };
  const identified = service.protocol.identify(service, inner);
  return { service, identified, request: inner };
}

/** The service's name in the credential scope: `KEY/DATE/REGION/SERVICE/aws4_request`, in a header or presigned. */
function signingName(request: HttpRequest): string | undefined {
  const header = /Credential=([^,\s]+)/.exec(
    request.headers.get("authorization") ?? "",
  )?.[1];
  const credential =
    header ?? new URLSearchParams(request.query).get("X-Amz-Credential") ?? "";
  // Access keys hold no slash, so the scope is counted from the end.
  return credential.split("/").at(-2);
}
