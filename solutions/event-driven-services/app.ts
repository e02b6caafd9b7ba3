import { App } from "aws-cdk-lib";
import { EventDrivenServicesStack } from "./lib/event-driven-services-stack.ts";

const app = new App();
new EventDrivenServicesStack(app, "EventDrivenServices");
