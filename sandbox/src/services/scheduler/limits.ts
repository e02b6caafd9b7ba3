/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html and the API reference (read 2026-11). */
export const MAX_SCHEDULES = 1_000_000;
export const MAX_GROUPS = 500;
export const MAX_PAGE = 100;
export const MAX_NAME = 64;
export const MAX_WINDOW_MINUTES = 1440;
