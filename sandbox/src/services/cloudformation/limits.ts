/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html (November 2026) */
export const MAX_TEMPLATE_BODY = 51_200;

/** Events, resources and stacks an answer holds before it names a next token. */
export const PAGE_SIZE = 100;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html (November 2026) */
export const DEFAULT_SERVICE_TIMEOUT_SECONDS = 3600;
export const MAX_SERVICE_TIMEOUT_SECONDS = 3600;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html (November 2026) */
export const MAX_CUSTOM_RESOURCE_ANSWER = 4096;
export const MAX_CUSTOM_RESOURCE_PHYSICAL_ID = 1024;
