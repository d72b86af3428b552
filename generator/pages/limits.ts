/** A page may come from anywhere. The largest real one, of a service with much recursion, has over 50 MB. */
export const MAX_PAGE_MEGABYTES = 128;
export const MAX_DEPTH = 100;
export const MAX_FINDINGS = 200;
