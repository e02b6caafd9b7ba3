import { App } from "aws-cdk-lib";
import { WebhookStack } from "./lib/webhook-stack.ts";

const app = new App();
new WebhookStack(app, "Webhook");
