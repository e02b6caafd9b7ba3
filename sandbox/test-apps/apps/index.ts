import type { TestApps } from "../test-app.ts";
import { alarmApps } from "./alarms.ts";
import { changeApps } from "./changes.ts";
import { cloudformationApps } from "./cloudformation.ts";
import { customResourceApps } from "./custom-resources.ts";
import { dynamodbApps } from "./dynamodb.ts";
import { eventApps } from "./events.ts";
import { httpApiApps } from "./http-api.ts";
import { iamApps } from "./iam.ts";
import { lambdaApps } from "./lambda.ts";
import { lambdaEventApps } from "./lambda-events.ts";
import { queueApps } from "./queues.ts";
import { apiRemovalApps } from "./removals-of-apis.ts";
import { removalApps } from "./removals.ts";
import { restApiApps } from "./rest-api.ts";
import { policyApps } from "./policies.ts";
import { restApiFeatureApps } from "./rest-api-features.ts";
import { restApiAccessApps } from "./rest-api-access.ts";
import { s3Apps } from "./s3.ts";
import { smallServiceApps } from "./small-services.ts";
import { stackApps } from "./stacks.ts";
import { updateApps } from "./updates.ts";

/** Every test app. To add one: an entry in the file of its topic. */
export const apps: TestApps = {
  ...lambdaApps,
  ...lambdaEventApps,
  ...dynamodbApps,
  ...s3Apps,
  ...restApiApps,
  ...restApiAccessApps,
  ...restApiFeatureApps,
  ...httpApiApps,
  ...iamApps,
  ...policyApps,
  ...queueApps,
  ...eventApps,
  ...alarmApps,
  ...cloudformationApps,
  ...customResourceApps,
  ...smallServiceApps,
  ...stackApps,
  ...updateApps,
  ...changeApps,
  ...removalApps,
  ...apiRemovalApps,
};
