// Quotas of Amazon S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html,
// https://docs.aws.amazon.com/general/latest/gr/s3.html and .../userguide/object-keys.html (read 2026-11).
export const KEY_BYTES = 1024;
export const METADATA_BYTES = 2048;
export const PART_MIN_BYTES = 5 * 1024 * 1024;
export const PART_NUMBER_MAX = 10_000;
export const LIST_MAX = 1000;
export const DELETE_MAX = 1000;
export const OBJECT_TAGS = 10;
export const BUCKET_TAGS = 50;
export const POLICY_BYTES = 20 * 1024;
export const LIFECYCLE_RULES = 1000;
export const CORS_RULES = 100;
