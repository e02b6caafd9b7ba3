import { App } from "aws-cdk-lib";
import { ScheduledJobStack } from "./lib/scheduled-job-stack.ts";

const app = new App();
new ScheduledJobStack(app, "ScheduledJob");
