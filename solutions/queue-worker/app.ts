import { App } from "aws-cdk-lib";
import { QueueWorkerStack } from "./lib/queue-worker-stack.ts";

const app = new App();
new QueueWorkerStack(app, "QueueWorker");
