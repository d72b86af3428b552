/** No real page comes near these: a page may come from anywhere. */
export const MAX_PAGE_MEGABYTES = 16;
export const MAX_DEPTH = 100;
export const MAX_FINDINGS = 200;
