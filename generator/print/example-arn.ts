/** What the parts of an Amazon Resource Name usually are (AWS General Reference, "ARN format"), by their places. */
const USUAL = ["arn", "aws", "example", "us-east-1", "123456789012", "example"] as const;
const [PARTITION, SERVICE, REGION, ACCOUNT, RESOURCE] = [1, 2, 3, 4, 5] as const;
type Place = 1 | 2 | 3 | 4 | 5;

/** An ARN of a service. */
export function arnOf(arnNamespace: string): string {
  return [...USUAL.slice(0, SERVICE), arnNamespace, ...USUAL.slice(REGION)].join(":");
}

/**
 * An ARN that keeps a pattern is seldom one that a reader knows as such, or a client can take apart: `.*` lets its region
 * be missing. So each part becomes what it usually is, where the rules allow that.
 * @param text any text; one that is no ARN comes back as it is.
 */
export function usualArn(text: string, isAllowed: (text: string) => boolean): string {
  if (!text.startsWith("arn:")) return text;
  return STEPS.reduce((arn, step) => {
    const attempts = step(arn.split(":")).map((parts) => parts.join(":"));
    return attempts.find(isAllowed) ?? arn;
  }, text);
}

/** Parts of an ARN → what they may better be, the best first. */
type Step = (parts: readonly string[]) => readonly (readonly string[])[];

const put =
  (place: Place): Step =>
  (parts) =>
    parts.length > place ? [parts.with(place, USUAL[place])] : [];

const putWhereEmpty =
  (place: Place): Step =>
  (parts) =>
    parts[place] === "" ? put(place)(parts) : [];

/** A pattern may let one run of any text stand for several parts: for one that is there, or behind the service's name. */
const fillIn: Step = (parts) => {
  const service = parts[SERVICE];
  if (service === undefined || parts.length > RESOURCE) return [];
  return [service.replace(/(?<=.)example$/, ""), service].flatMap((name) =>
    [1, 0]
      .map((removed) => parts.with(SERVICE, name).toSpliced(REGION, removed, USUAL[REGION], USUAL[ACCOUNT]))
      .filter((filled) => filled.length > RESOURCE),
  );
};

const endWithName: Step = (parts) => {
  const last = parts.at(-1)!;
  return last === "" || last.endsWith("/") ? [[...parts.slice(0, -1), `${last}${USUAL[RESOURCE]}`]] : [];
};

/** Each goes on from what those before it came to. */
const STEPS: readonly Step[] = [
  put(PARTITION),
  fillIn,
  putWhereEmpty(SERVICE),
  put(REGION),
  put(ACCOUNT),
  putWhereEmpty(RESOURCE),
  endWithName,
];
