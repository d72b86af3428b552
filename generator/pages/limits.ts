/** A page may come from anywhere. The largest real one, of a service with much recursion, has over 50 MB. */
export const MAX_PAGE_MEGABYTES = 128;
/** Members of a structure, values of an enumeration, operations of a page: the largest real ones have hundreds. */
export const MAX_ENTRIES = 4000;
export const MAX_DEPTH = 100;
export const MAX_FINDINGS = 200;
