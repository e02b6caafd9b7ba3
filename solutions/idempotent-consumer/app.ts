import { App } from "aws-cdk-lib";
import { IdempotentConsumerStack } from "./lib/idempotent-consumer-stack.ts";

const app = new App();
new IdempotentConsumerStack(app, "IdempotentConsumer");
