/** What all that a mock makes up depends on, beside the request. */
export interface Surroundings {
  readonly seed: number;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** And what is one service's own. */
export interface ServiceSurroundings extends Surroundings {
  /** What its ARNs call it. */
  readonly arnNamespace: string;
}

/** Those of a mock that is told of none. */
export const USUAL_SURROUNDINGS: Surroundings = {
  seed: 1,
  region: "us-east-1",
  accountId: "123456789012",
};
