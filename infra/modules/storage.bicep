metadata description = 'The one account that keeps the course: table and queues as resources, so that no request ever makes one.'

param name string
param table string
param queue string
param workspaceName string
param location string
param tags object
param sku string
param privateNetwork bool
param keepData bool

@export()
var packagesContainer = 'packages'

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: workspaceName
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'None', defaultAction: privateNetwork ? 'Deny' : 'Allow' }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
}

@description('Where the app\'s code is deployed to.')
resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: packagesContainer
  properties: { publicAccess: 'None' }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource courseTable 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' = {
  parent: tables
  name: table
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource deliverQueue 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' = {
  parent: queues
  name: queue
}

// Functions moves a message here by this name after maxDequeueCount tries.
resource poisonQueue 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' = {
  parent: queues
  name: '${queue}-poison'
}

// The metrics of queues do not tell one queue from another, and the host does not log that it gave up on a message once the worker
// speaks OpenTelemetry. The account's own log does: it is what the alert on poison messages reads.
resource queueLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: queues
  name: 'writes'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'StorageWrite', enabled: true }]
  }
}

// Who looked at a subscriber. The app's own reads stand there too: Azure logs all of them or none. None for blobs, which hold the program.
resource tableLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (keepData) {
  scope: tables
  name: 'reads'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'StorageRead', enabled: true }]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (keepData) {
  scope: account
  name: 'keep-subscribers'
  properties: {
    level: 'CanNotDelete'
    notes: 'This account holds every subscriber. Table storage has no way back from a deletion. See docs/operations.md, "Moving to another region".'
  }
}
