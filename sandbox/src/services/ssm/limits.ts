// Quotas of Parameter Store: https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm and
// https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html (read 2026-11).
export const STANDARD_VALUE_BYTES = 4096;
export const ADVANCED_VALUE_BYTES = 8192;
/** A new version beyond this drops the oldest one. */
export const VERSIONS_PER_PARAMETER = 100;
export const LABELS_PER_VERSION = 10;
export const HIERARCHY_LEVELS = 15;
/** Length of the whole ARN that AWS allows for a name. */
export const NAME_LENGTH = 1011;
export const TAGS_PER_PARAMETER = 50;
/** GetParameters and DeleteParameters take at most this many names. */
export const NAMES_PER_REQUEST = 10;
