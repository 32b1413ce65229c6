using 'main.bicep'

// azd reads this file. Values come from the azd environment (azd env set NAME VALUE) or, in the workflow, from GitHub's. Whatever has
// no default here must be set; what differs between dev and prod stands in the table below, chosen by EMAILCOURSE_STAGE.
var stages = {
  // Costs nothing but cents, and can be thrown away.
  dev: {
    storageSku: 'Standard_LRS'
    instanceMemoryMB: 512
    httpConcurrency: 4
    maximumInstanceCount: 40
    keepData: false
    alertsEnabled: false
    logRetentionDays: 30
    dailyLogCapGB: 1
    monthlyBudget: 10
  }
  // Keeps people's data, and wakes somebody.
  prod: {
    storageSku: 'Standard_GZRS'
    instanceMemoryMB: 2048
    httpConcurrency: 16
    maximumInstanceCount: 40
    keepData: true
    alertsEnabled: true
    logRetentionDays: 90
    dailyLogCapGB: 5
    monthlyBudget: 50
  }
}
// Concurrency is the platform's own default for the memory, written down so that a later default changes nothing; nobody has measured
// a better one. Forty instances is the least that Flex Consumption takes in every region. Seventeen for the lessons leave 23 for pages,
// in prod 368 requests at once. More would serve nobody better and let a flood cost more: forty that never pause cost about eight
// dollars an hour.
var stage = stages[readEnvironmentVariable('EMAILCOURSE_STAGE')]

// GZRS is not in every region, and money is everybody's own.
var ownSku = readEnvironmentVariable('EMAILCOURSE_STORAGE_SKU', '')
var ownOperators = readEnvironmentVariable('EMAILCOURSE_DESK_OPERATORS', '')
var ownBudget = readEnvironmentVariable('EMAILCOURSE_MONTHLY_BUDGET', '')

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param siteUrl = readEnvironmentVariable('EMAILCOURSE_SITE_URL', '')
param hstsIncludeSubDomains = bool(readEnvironmentVariable('EMAILCOURSE_HSTS_INCLUDE_SUBDOMAINS', 'false'))
param alertEmail = readEnvironmentVariable('EMAILCOURSE_ALERT_EMAIL')
// Whoever the alerts wake can see why, and let sending go on.
param deskOperators = empty(ownOperators) ? readEnvironmentVariable('EMAILCOURSE_ALERT_EMAIL') : ownOperators
param deskKeyEnabled = bool(readEnvironmentVariable('EMAILCOURSE_DESK_KEY_ENABLED', 'false'))
param operatorId = readEnvironmentVariable('EMAILCOURSE_OPERATOR_ID', '')
param sendGridHost = readEnvironmentVariable('EMAILCOURSE_SENDGRID_HOST', 'https://api.sendgrid.com')

param storageSku = empty(ownSku) ? stage.storageSku : ownSku
param instanceMemoryMB = stage.instanceMemoryMB
param httpConcurrency = stage.httpConcurrency
param maximumInstanceCount = stage.maximumInstanceCount
param zoneRedundant = bool(readEnvironmentVariable('EMAILCOURSE_ZONE_REDUNDANT', 'false'))
param privateNetwork = bool(readEnvironmentVariable('EMAILCOURSE_PRIVATE_NETWORK', 'false'))
param keepData = stage.keepData
param alertsEnabled = stage.alertsEnabled
param logRetentionDays = stage.logRetentionDays
param dailyLogCapGB = stage.dailyLogCapGB
param monthlyBudget = empty(ownBudget) ? stage.monthlyBudget : int(ownBudget)
param budgetStart = readEnvironmentVariable('EMAILCOURSE_BUDGET_START')

param idKey = readEnvironmentVariable('EMAILCOURSE_ID_KEY')
param signingKeys = readEnvironmentVariable('EMAILCOURSE_SIGNING_KEYS')
param sendGridApiKey = readEnvironmentVariable('EMAILCOURSE_SENDGRID_API_KEY')
param webhookPublicKey = readEnvironmentVariable('EMAILCOURSE_SENDGRID_WEBHOOK_PUBLIC_KEY')
