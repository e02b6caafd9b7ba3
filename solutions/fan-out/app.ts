import { App } from "aws-cdk-lib";
import { FanOutStack } from "./lib/fan-out-stack.ts";

const app = new App();
new FanOutStack(app, "FanOut");
