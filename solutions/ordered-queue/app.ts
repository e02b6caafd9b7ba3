import { App } from "aws-cdk-lib";
import { OrderedQueueStack } from "./lib/ordered-queue-stack.ts";

const app = new App();
new OrderedQueueStack(app, "OrderedQueue");
