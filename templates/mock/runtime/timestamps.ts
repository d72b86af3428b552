/** Timestamps in the three forms of Smithy's `timestampFormat` trait. */

export type TimestampFormat = "epoch-seconds" | "date-time" | "http-date";

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?Z$/i;
const HTTP_DATE =
  /^(\w{3}), (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2})(\.\d+)? GMT$/;
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

/** @returns the instant to the nearest millisecond; undefined outside what `Date` can hold. */
export function readEpochSeconds(seconds: number): Date | undefined {
  // 1.001 * 1000 is 1000.99...: cutting would lose a millisecond.
  return valid(new Date(Math.round(seconds * 1000)));
}

/** RFC 3339 in UTC; servers refuse other offsets (Smithy's suites, `...DateTimeRejectsUTCOffsets`). */
export function readDateTime(text: string): Date | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  return instant(match.slice(1, 7).map(Number), match[7]);
}

/** IMF-fixdate of RFC 7231, with optional fractional seconds. */
export function readHttpDate(text: string): Date | undefined {
  const match = HTTP_DATE.exec(text);
  if (match === null) return undefined;
  const month = MONTHS.indexOf(match[3] ?? "") + 1;
  const [day, year, hours, minutes, seconds] = [
    match[2],
    match[4],
    match[5],
    match[6],
    match[7],
  ].map(Number);
  return instant(
    [year ?? 0, month, day ?? 0, hours ?? 0, minutes ?? 0, seconds ?? 0],
    match[8],
  );
}

/** @returns undefined where a field is out of its range: `Date.UTC` would carry it over. */
function instant(
  fields: readonly number[],
  fraction: string | undefined,
): Date | undefined {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] =
    fields;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(
    hours,
    minutes,
    seconds,
    fraction === undefined ? 0 : Math.round(Number(fraction) * 1000),
  );
  const carried = date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day;
  const outOfRange = hours > 23 || minutes > 59 || seconds > 59;
  return (carried && !endsInCarry(fraction)) || outOfRange
    ? undefined
    : valid(date);
}

/** `.9996` rounds up to the next second, which may be the next day. */
function endsInCarry(fraction: string | undefined): boolean {
  return fraction !== undefined && Math.round(Number(fraction) * 1000) === 1000;
}

function valid(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** At most three decimals, without trailing zeros: `1547833345.777`, `0`. */
export function writeEpochSeconds(date: Date): string {
  return String(date.getTime() / 1000);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** Fractional seconds only where there are any. */
export function writeDateTime(date: Date): string {
  return date.toISOString().replace(/\.000Z$/, "Z");
}

export function writeHttpDate(date: Date): string {
  const milliseconds = date.getUTCMilliseconds();
  const fraction =
    milliseconds === 0 ? "" : `.${String(milliseconds).padStart(3, "0")}`;
  return (
    `${DAYS[date.getUTCDay()]}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]} ` +
    `${String(date.getUTCFullYear()).padStart(4, "0")} ` +
    `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}${fraction} GMT`
  );
}
