/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html (November 2026) */
export const MAX_TEMPLATE_BODY = 51_200;

/** Events, resources and stacks an answer holds before it names a next token. */
export const PAGE_SIZE = 100;
