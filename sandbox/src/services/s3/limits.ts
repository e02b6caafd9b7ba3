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
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html (read 2026-11). */
export const TRANSITION_MIN_BYTES = 128 * 1024;
export const MIN_DAYS_BEFORE_IA = 30;
export const CORS_RULES = 100;

/** Ours: when an access log is delivered. AWS says "within a few hours". */
export const LOG_DELIVERY_MS = 5 * 60_000;

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html (2026-11) */
export const REGIONS = `us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-east-2 ap-south-1 ap-south-2
  ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ap-northeast-1
  ap-northeast-2 ap-northeast-3 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-west-1 eu-west-2 eu-west-3 eu-south-1
  eu-south-2 eu-north-1 il-central-1 mx-central-1 me-south-1 me-central-1 sa-east-1`.split(/\s+/);
