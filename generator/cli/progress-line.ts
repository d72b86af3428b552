import type { Progress } from "../workspace/workspace.js";

const SECOND = 1_000;

/** Tells on one line how far a run is: services done, rate, time left. @param now milliseconds of any steady clock. */
export function createProgressLine(
  show: (line: string) => void,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  const start = now();
  let making: { readonly at: number; readonly done: number } | undefined;
  return ({ done, total, failed, service, share }) => {
    const count = `${done}/${total}${failed > 0 ? `, ${failed} failed` : ""}`;
    if (share === undefined) {
      show(`${count} ${service}`);
      return;
    }
    making ??= { at: now(), done };
    const seconds = (now() - making.at) / SECOND;
    const rate = seconds === 0 ? 0 : (done - making.done) / seconds;
    // By the size of the models: the largest go first, so their number says little.
    const left = share === 0 ? undefined : (seconds / share) * (1 - share);
    const parts = [
      count,
      ...(rate === 0 ? [] : [`${rate.toFixed(1)}/s`]),
      ...(left === undefined || now() - start < SECOND ? [] : [`${duration(left)} left`]),
    ];
    show(`${parts.join(", ")}: ${service}`);
  };
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
