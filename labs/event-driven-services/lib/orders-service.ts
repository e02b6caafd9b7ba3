import { RemovalPolicy } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { Construct } from "constructs";
import { EventConsumer } from "./event-consumer.ts";
import { ServiceFunction } from "./service-function.ts";

/** Takes orders and knows how they stand. What is in stock is somebody else's business. */
export class OrdersService extends Construct {
  readonly api: HttpApi;
  readonly consumer: EventConsumer;

  constructor(scope: Construct, id: string, { bus }: { bus: EventBus }) {
    super(scope, id);

    const table = new TableV2(this, "Table", {
      partitionKey: { name: "id", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const environment = { TABLE_NAME: table.tableName, BUS_NAME: bus.eventBusName };
    const api = new ServiceFunction(this, "Api", "orders/api.ts", environment);
    const settle = new ServiceFunction(this, "Settle", "orders/settle.ts", environment);

    // #region grants
    // TODO 1: what the API does with the table and the bus. TODO 3: what the consumer does with the table.
    // #endregion

    this.api = new HttpApi(this, "HttpApi");
    const integration = new HttpLambdaIntegration("Orders", api);
    this.api.addRoutes({ path: "/orders", methods: [HttpMethod.POST], integration });
    this.api.addRoutes({ path: "/orders/{id}", methods: [HttpMethod.GET], integration });

    // #region consumer
    this.consumer = new EventConsumer(this, "Answers", {
      bus,
      function: settle,
      eventPattern: {
        source: ["shop.stock"],
        detailType: ["StockReserved", "StockShort"],
        // TODO 4: only the version that our code can read.
      },
    });
    // #endregion
  }
}
