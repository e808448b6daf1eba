/** A moment as a Date header tells it. */
export const httpDate = (ms: number): string => new Date(ms).toUTCString();
