import { App } from "aws-cdk-lib";
import { EventRouterStack } from "./lib/event-router-stack.ts";

const app = new App();
new EventRouterStack(app, "EventRouter");
