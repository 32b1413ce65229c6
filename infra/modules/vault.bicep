metadata description = 'The secrets, read by the app through Key Vault references and by nobody else.'

param name string
param workspaceName string
param location string
param tags object
param privateNetwork bool
param keepData bool

@secure()
param idKey string
@secure()
param signingKeys string
@secure()
param sendGridApiKey string
@secure()
param webhookPublicKey string

@export()
var secretNames = {
  idKey: 'id-key'
  signingKeys: 'signing-keys'
  sendGridApiKey: 'sendgrid-api-key'
  webhookPublicKey: 'sendgrid-webhook-public-key'
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: workspaceName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: keepData ? 90 : 7
    // Azure takes true or nothing here, for it can never be switched off again.
    enablePurgeProtection: keepData ? true : null
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    // A deployment writes the secrets as a trusted service, also when the network is closed.
    networkAcls: { bypass: 'AzureServices', defaultAction: privateNetwork ? 'Deny' : 'Allow' }
  }
}

// Another id key would orphan every subscriber, so a later deployment with another one changes nothing.
@onlyIfNotExists()
resource idKeySecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  parent: vault
  name: secretNames.idKey
  properties: { value: idKey, contentType: 'base64; never replace' }
}

resource signingKeysSecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  parent: vault
  name: secretNames.signingKeys
  properties: { value: signingKeys, contentType: 'name:base64, the first signs' }
}

resource sendGridApiKeySecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  parent: vault
  name: secretNames.sendGridApiKey
  properties: { value: sendGridApiKey, contentType: 'SendGrid API key with Mail Send' }
}

// Public by nature; it stands here so that everything that comes from SendGrid stands in one place.
resource webhookPublicKeySecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  parent: vault
  name: secretNames.webhookPublicKey
  properties: { value: webhookPublicKey, contentType: 'base64 of a P-256 public key' }
}

// Who read or changed a key, in a table of its own.
resource auditLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (keepData) {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspace.id
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (keepData) {
  scope: vault
  name: 'keep-keys'
  properties: {
    level: 'CanNotDelete'
    notes: 'Without the id key in this vault no subscriber is found again. See docs/operations.md, "Keys".'
  }
}
