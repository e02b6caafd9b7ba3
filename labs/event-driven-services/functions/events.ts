// The contract between the services, and the only thing that both know. Members may be added; one that is here does not go and does not change its meaning
// without a new version.

interface Event<Source extends string, DetailType extends string, Data> {
  source: Source;
  "detail-type": DetailType;
  detail: {
    metadata: {
      /** Of the fact: the same when it is published twice. `order-placed#<orderId>`, `stock-reserved#<orderId>`, `stock-short#<orderId>`. */
      id: string;
      version: 1;
    };
    data: Data;
  };
}

interface OrderData {
  orderId: string;
  sku: string;
  quantity: number;
}

// #region events
export type OrderPlaced = Event<"shop.orders", "OrderPlaced", OrderData>;
export type StockReserved = Event<"shop.stock", "StockReserved", OrderData>;
export type StockShort = Event<"shop.stock", "StockShort", OrderData>;
// #endregion
