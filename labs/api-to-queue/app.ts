import { App } from "aws-cdk-lib";
import { ApiToQueueStack } from "./lib/api-to-queue-stack.ts";

const app = new App();
new ApiToQueueStack(app, "ApiToQueue");
