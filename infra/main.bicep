metadata description = 'Everything the course needs in Azure, in one resource group. See docs/deploy.md.'

targetScope = 'resourceGroup'

@description('The azd environment, such as dev or prod. Part of every name, so it can never change.')
@minLength(2)
@maxLength(20)
param environmentName string

@description('The region of everything but the budget, the action group and the private DNS zones, which have none.')
@minLength(3)
param location string = resourceGroup().location

@description('The site\'s own address, such as https://course.example.org. Empty for the address that Azure gives the app.')
@maxLength(200)
param siteUrl string = ''

@description('Whether browsers shall insist on https for every name below the site\'s too. Only for a domain of which that is true for good.')
param hstsIncludeSubDomains bool = false

@description('Who is mailed by alerts and by the budget.')
@minLength(6)
@maxLength(254)
param alertEmail string

@description('The object id of a person or group who may read the table and clear the queues. Empty for nobody, which is right where real people are: then give the role for an hour.')
@maxLength(36)
param operatorId string = ''

@description('SendGrid\'s address: the second one for an account in the EU region.')
@allowed(['https://api.sendgrid.com', 'https://api.eu.sendgrid.com'])
param sendGridHost string = 'https://api.sendgrid.com'

@description('How long one call to SendGrid may take before its outcome counts as unknown: 00:00:01 to 00:01:30.')
@minLength(8)
@maxLength(8)
param sendGridTimeout string = '00:00:30'

@description('How long the answer to a form with an address takes, so that the time does not tell whether the address is known: 0 to 00:00:05.')
param answerTime string = '00:00:00.4'

@description('For how many days the link to a lesson in the browser works.')
@minValue(1)
@maxValue(3650)
param lessonLinkDays int = 90

@description('How long somebody must have had the sign-up form before sending it back: 0 to 00:01:00. With 0 it may come at any time and from anywhere.')
param minimumFormTime string = '00:00:02'

@description('The origins of other pages whose visitors may sign up from there, as browsers write them, separated by commas, such as https://www.example.org. Empty for none.')
@maxLength(1000)
param allowedOrigins string = ''

@description('After how many days everything about somebody who stopped is deleted.')
@minValue(1)
@maxValue(3650)
param keepStoppedDays int = 30

@description('After how many days everything about somebody who received the last lesson is deleted.')
@minValue(1)
@maxValue(3650)
param keepCompletedDays int = 365

@description('How many sign-ups to one domain of recipients are asked to confirm in an hour; 0 for any number. The others are asked later.')
@minValue(0)
param signUpsPerDomain int = 300

@description('How many sign-ups are asked to confirm in an hour altogether; 0 for any number. The others are asked later.')
@minValue(0)
param signUpsPerHour int = 1000

@description('How many sign-ups are taken from one network (IPv4 /24, IPv6 /56) in an hour; 0 for any number. The others are refused.')
@minValue(0)
param signUpsPerNetwork int = 20

@description('How many forms one network may send to one instance in a minute, mistakes included; 0 for any number.')
@minValue(0)
param formsPerMinute int = 60

// Bicep has no fractions.
@description('Of a hundred mails of today and yesterday, how many may be called spam before all sending stops, such as 0.3; 0 for any number. Gmail and Yahoo punish from 0.3 on.')
param brakeComplaintPercent string = '0.3'

@description('Fewer complaints than these stop nothing.')
@minValue(1)
param brakeMinimumComplaints int = 5

@description('Of a hundred mails of today and yesterday, how many may bounce for good before all sending stops; 0 for any number.')
param brakeBouncePercent string = '10'

@description('Fewer bounces than these stop nothing.')
@minValue(1)
param brakeMinimumBounces int = 20

@description('The first day (UTC) of the warm-up of a new domain, such as 2026-12-01. Empty for none.')
@maxLength(10)
param warmUpStart string = ''

@description('How many mails may leave on the first day of the warm-up.')
@minValue(1)
@maxValue(1000000)
param warmUpFirstDay int = 50

@description('How many mails more than the day before may leave on each day that follows, in percent. SendGrid\'s own schedule grows by 40.')
@minValue(0)
@maxValue(1000)
param warmUpGrowthPercent int = 40

@description('Who is asked on the sign-up page whether a visitor is a person: turnstile, hcaptcha, or nobody. It brings that company onto the page; its secret stands in the vault as human-check-secret.')
@allowed(['', 'turnstile', 'hcaptcha'])
param humanCheckProvider string = ''

@description('The site key, by which that provider knows the site. It is no secret: it stands in the page.')
@maxLength(100)
param humanCheckSite string = ''

@description('Who may open the desk at /desk: email addresses, separated by commas. A link that works once is sent to whoever of them asks. Empty, and without a key, the course has no desk.')
@maxLength(1000)
param deskOperators string = ''

@description('Whether the desk can also be opened with an access key. Put it into the vault first, as desk-access-key: at least 32 random characters.')
param deskKeyEnabled bool = false

// infra/hooks/postdeploy.* waits ten minutes for two runs at the most, and fails a deployment where they are further apart.
@description('When the timer asks what is due, as six NCRONTAB fields in UTC.')
@minLength(11)
@maxLength(100)
param deliverySchedule string = '0 */5 * * * *'

@description('How many copies of the subscribers are kept, and where: LRS one building, ZRS three zones, GZRS also another region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageSku string

@description('The memory of one instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('How many requests one instance answers at once before Azure starts another.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int

@description('The most instances at once. Sixteen shards are never more than sixteen runs and the timer is one, the rest serves pages.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('Whether the app\'s instances spread over availability zones, where the region has them.')
param zoneRedundant bool

@description('Whether storage and vault are reached only from the app\'s own network. Four private endpoints cost about thirty dollars a month, so off by default.')
param privateNetwork bool = false

@description('Whether storage and vault are guarded against deletion: a lock, and purge protection, which can never be taken back.')
param keepData bool

@description('Whether the alerts are evaluated. Each costs up to a dollar and a half a month.')
param alertsEnabled bool

@description('How many days the workspace keeps what is not of Application Insights, whose tables keep 90 days by themselves. The first 31 are free.')
@minValue(30)
@maxValue(730)
param logRetentionDays int

@description('The gigabytes of telemetry a day after which no more is taken, so that a loop of errors cannot become a bill.')
@minValue(1)
@maxValue(100)
param dailyLogCapGB int

@description('The monthly budget, in the currency of the subscription. At 80 % spent and at 100 % forecast it mails. 0 for none: some subscriptions, such as sponsored ones, have no budgets.')
@minValue(0)
@maxValue(100000)
param monthlyBudget int

@description('The first day the budget counts, as yyyy-MM-01. Azure takes no month before the one in which the budget is made, and refuses to change it later.')
@minLength(10)
@maxLength(10)
param budgetStart string

@description('Base64 of at least 32 random bytes. Turns addresses into subscriber ids. Written once and never replaced.')
@secure()
@minLength(44)
param idKey string

@description('One or two keys that sign links, as name:base64 separated by a comma; the first signs, all verify.')
@secure()
@minLength(46)
param signingKeys string

@description('SendGrid\'s API key with the permission Mail Send and nothing else.')
@secure()
@minLength(20)
param sendGridApiKey string

@description('The verification key that SendGrid shows beside the signed event webhook: base64 of a P-256 public key.')
@secure()
@minLength(100)
param webhookPublicKey string

var token = uniqueString(resourceGroup().id, environmentName)
// Modules are given names, not each other's outputs: then what-if and the snapshot can tell every id before anything exists.
var names = {
  actionGroup: 'ag-emailcourse-${environmentName}'
  app: 'func-emailcourse-${token}'
  budget: 'budget-emailcourse-${environmentName}'
  identity: 'id-emailcourse-${token}'
  insights: 'appi-emailcourse-${token}'
  network: 'vnet-emailcourse-${token}'
  plan: 'plan-emailcourse-${token}'
  storage: 'st${token}'
  vault: 'kv-${token}'
  workspace: 'log-emailcourse-${token}'
}
var table = 'course'
var queue = 'deliver'
// azd finds its resources by the first of these.
var tags = { 'azd-env-name': environmentName, product: 'EmailCourse' }

module identity 'modules/identity.bicep' = {
  params: { name: names.identity, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGB: dailyLogCapGB
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: names.storage
    table: table
    queue: queue
    workspaceName: names.workspace
    location: location
    tags: tags
    sku: storageSku
    privateNetwork: privateNetwork
    keepData: keepData
  }
  dependsOn: [monitoring]
}

module vault 'modules/vault.bicep' = {
  params: {
    name: names.vault
    workspaceName: names.workspace
    location: location
    tags: tags
    privateNetwork: privateNetwork
    keepData: keepData
    idKey: idKey
    signingKeys: signingKeys
    sendGridApiKey: sendGridApiKey
    webhookPublicKey: webhookPublicKey
  }
  dependsOn: [monitoring]
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    name: names.network
    storageName: names.storage
    vaultName: names.vault
    location: location
    tags: tags
  }
  dependsOn: [storage, vault]
}

module access 'modules/access.bicep' = {
  params: {
    identityName: names.identity
    storageName: names.storage
    vaultName: names.vault
    insightsName: names.insights
    operatorId: operatorId
  }
  dependsOn: [identity, storage, vault, monitoring]
}

module app 'modules/app.bicep' = {
  params: {
    name: names.app
    planName: names.plan
    identityName: names.identity
    insightsName: names.insights
    storageName: names.storage
    vaultName: names.vault
    networkName: privateNetwork ? names.network : null
    table: table
    queue: queue
    location: location
    tags: tags
    siteUrl: siteUrl
    hstsIncludeSubDomains: hstsIncludeSubDomains
    sendGridHost: sendGridHost
    sendGridTimeout: sendGridTimeout
    allowedOrigins: allowedOrigins
    answerTime: answerTime
    deskKeyEnabled: deskKeyEnabled
    deskOperators: deskOperators
    humanCheckProvider: humanCheckProvider
    humanCheckSite: humanCheckSite
    lessonLinkDays: lessonLinkDays
    minimumFormTime: minimumFormTime
    keepStoppedDays: keepStoppedDays
    keepCompletedDays: keepCompletedDays
    signUpsPerDomain: signUpsPerDomain
    signUpsPerHour: signUpsPerHour
    signUpsPerNetwork: signUpsPerNetwork
    formsPerMinute: formsPerMinute
    brakeComplaintPercent: brakeComplaintPercent
    brakeMinimumComplaints: brakeMinimumComplaints
    brakeBouncePercent: brakeBouncePercent
    brakeMinimumBounces: brakeMinimumBounces
    warmUpStart: warmUpStart
    warmUpFirstDay: warmUpFirstDay
    warmUpGrowthPercent: warmUpGrowthPercent
    deliverySchedule: deliverySchedule
    instanceMemoryMB: instanceMemoryMB
    httpConcurrency: httpConcurrency
    maximumInstanceCount: maximumInstanceCount
    zoneRedundant: zoneRedundant
  }
  // Without its roles the app could read no secret, and without the network it could reach none.
  dependsOn: [access, network]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    environmentName: environmentName
    actionGroupName: names.actionGroup
    insightsName: names.insights
    workspaceName: names.workspace
    queue: queue
    location: location
    tags: tags
    email: alertEmail
    enabled: alertsEnabled
  }
  dependsOn: [monitoring]
}

module availability 'modules/availability.bicep' = if (alertsEnabled) {
  params: {
    environmentName: environmentName
    actionGroupName: names.actionGroup
    insightsName: names.insights
    siteUrl: app.outputs.siteUrl
    location: location
    tags: tags
  }
  dependsOn: [alerts]
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  params: { name: names.budget, actionGroupName: names.actionGroup, amount: monthlyBudget, start: budgetStart }
  dependsOn: [alerts]
}

module workbook 'modules/workbook.bicep' = {
  params: { environmentName: environmentName, insightsName: names.insights, location: location, tags: tags }
  dependsOn: [monitoring]
}

@description('Where the site is reached.')
output SITE_URL string = app.outputs.siteUrl

@description('What SendGrid\'s event webhook is pointed at.')
output SENDGRID_WEBHOOK_URL string = '${app.outputs.siteUrl}/api/sendgrid/events'

@description('The app, for az functionapp.')
output AZURE_FUNCTION_APP_NAME string = names.app

@description('The storage account, for az storage.')
output AZURE_STORAGE_ACCOUNT_NAME string = names.storage

@description('The vault, for az keyvault.')
output AZURE_KEY_VAULT_NAME string = names.vault
