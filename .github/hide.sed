# For sed -E: what the comment on a pull request must not show, since whoever sees the repository sees it.
s#/subscriptions/[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}#/subscriptions/(hidden)#g
s#("?(subscriptionId|tenantId|principalId|clientId|objectId)"?: *"?)[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}#\1(hidden)#g
s#[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}#(hidden)#g
