import { RemovalPolicy } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { Construct } from "constructs";
import { EventConsumer } from "./event-consumer.ts";
import { ServiceFunction } from "./service-function.ts";

/** Knows what there is, and for whom it is reserved. What an order is, beyond an id, a sku and a quantity, it does not know. */
export class StockService extends Construct {
  readonly api: HttpApi;
  readonly consumer: EventConsumer;

  constructor(scope: Construct, id: string, { bus }: { bus: EventBus }) {
    super(scope, id);

    // Levels under sku#<sku>, decisions under order#<orderId>: one table, so that one transaction can write both, and one owner.
    const table = new TableV2(this, "Table", {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const environment = { TABLE_NAME: table.tableName, BUS_NAME: bus.eventBusName };
    const api = new ServiceFunction(this, "Api", "stock/api.ts", environment);
    const reserve = new ServiceFunction(this, "Reserve", "stock/reserve.ts", environment);

    table.grant(api, "dynamodb:GetItem", "dynamodb:UpdateItem");
    // #region grants
    table.grant(reserve, "dynamodb:PutItem", "dynamodb:UpdateItem");
    bus.grantPutEventsTo(reserve);
    // #endregion

    this.api = new HttpApi(this, "HttpApi");
    this.api.addRoutes({
      path: "/stock/{sku}",
      methods: [HttpMethod.GET, HttpMethod.PUT],
      integration: new HttpLambdaIntegration("Stock", api),
    });

    // #region consumer
    this.consumer = new EventConsumer(this, "Orders", {
      bus,
      function: reserve,
      eventPattern: {
        source: ["shop.orders"],
        detailType: ["OrderPlaced"],
        detail: { metadata: { version: [1] } },
      },
    });
    // #endregion
  }
}
