/** Quotas of IAM and STS. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (2026-11) */

/** Managed policies attached to one user, group or role, before an increase. */
export const MANAGED_POLICIES_PER_ENTITY = 10;
export const ACCESS_KEYS_PER_USER = 2;
export const GROUPS_PER_USER = 10;
export const VERSIONS_PER_POLICY = 5;
export const ROLES_PER_INSTANCE_PROFILE = 1;
export const TAGS_PER_ENTITY = 50;

/** Characters without white space. */
export const MANAGED_POLICY_SIZE = 6144;
/** Sum over the inline policies of one user, group or role. */
export const INLINE_POLICY_SIZE = { user: 2048, group: 5120, role: 10240 } as const;
/** Before an increase. */
export const TRUST_POLICY_SIZE = 2048;

/** Answers per page where the request does not say. */
export const PAGE_SIZE = 100;

export const MIN_ROLE_SESSION_SECONDS = 3600;
export const MAX_ROLE_SESSION_SECONDS = 43_200;
