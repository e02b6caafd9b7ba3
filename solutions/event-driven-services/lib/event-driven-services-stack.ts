import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { OrdersService } from "./orders-service.ts";
import { StockService } from "./stock-service.ts";

/** Two services that know one bus and not each other. In life each has a stack, a pipeline and a team of its own. */
export class EventDrivenServicesStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // #region services
    const bus = new EventBus(this, "Bus", { eventBusName: `${this.stackName}-shop` });
    const orders = new OrdersService(this, "Orders", { bus });
    const stock = new StockService(this, "Stock", { bus });
    // #endregion

    new CfnOutput(this, "BusName", { value: bus.eventBusName });
    new CfnOutput(this, "OrdersUrl", { value: orders.api.apiEndpoint });
    new CfnOutput(this, "OrdersQueueUrl", { value: orders.consumer.queue.queueUrl });
    new CfnOutput(this, "StockUrl", { value: stock.api.apiEndpoint });
    new CfnOutput(this, "StockQueueUrl", { value: stock.consumer.queue.queueUrl });
  }
}
