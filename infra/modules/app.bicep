metadata description = 'The Functions app on Flex Consumption, and every setting it reads. docs/architecture.md lists them.'

import { packagesContainer } from 'storage.bicep'
import { secretNames } from 'vault.bicep'

param name string
param planName string
param identityName string
param insightsName string
param storageName string
param vaultName string
param networkName string?
param table string
param queue string
param location string
param tags object
param siteUrl string
param hstsIncludeSubDomains bool
param sendGridHost string
param sendGridTimeout string
param allowedOrigins string
param answerTime string
param deskKeyEnabled bool
param deskOperators string
param humanCheckProvider string
param humanCheckSite string
param lessonLinkDays int
param minimumFormTime string
param keepStoppedDays int
param keepCompletedDays int
param signUpsPerDomain int
param signUpsPerHour int
param signUpsPerNetwork int
param formsPerMinute int
param brakeComplaintPercent string
param brakeMinimumComplaints int
param brakeBouncePercent string
param brakeMinimumBounces int
param warmUpStart string
param warmUpFirstDay int
param warmUpGrowthPercent int
param deliverySchedule string
param instanceMemoryMB int
param httpConcurrency int
param maximumInstanceCount int
param zoneRedundant bool

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd deploys the service of this name to the app that carries it.
  tags: union(tags, { 'azd-service-name': 'course' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    // On Flex Consumption a domain of one's own needs a certificate of the app's own, and only an app that was made with this can have
    // one, so it is on from the start. The compiler's types do not know it yet.
    // https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#configure-site-scoped-certificates
    #disable-next-line BCP037
    siteScopedCertificatesEnabled: true
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(networkName)
      ? null
      : resourceId('Microsoft.Network/virtualNetworks/subnets', networkName!, 'app')
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${packagesContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
    }
    siteConfig: {
      ftpsState: 'Disabled'
      // Not 1.3 for the site: SendGrid's events and the one-click stops of mail programs come from servers that nobody here chose, and
      // a stop that is not heard is worse than an older handshake. Packages are published by azd alone, which speaks 1.3.
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.3'
    }
  }
}

// One after the other: App Service answers 409 to a change of a site while another one is under way. The settings come last, because
// they start the app anew.

// Passwords for publishing stay off; azd and the workflow publish with their own identity.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
  dependsOn: [noFtpPassword]
}

var ownUrl = empty(siteUrl) ? 'https://${app.properties.defaultHostName}' : siteUrl

// Without a version, so that the app follows a rotation within a day, or at once when it is told to.
var secrets = 'https://${vaultName}${environment().suffixes.keyvaultDns}/secrets'

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    AZURE_CLIENT_ID: identity.properties.clientId
    AzureWebJobsDisableHomepage: 'true'
    AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
    AzureWebJobsStorage__clientId: identity.properties.clientId
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
    DeliverySchedule: deliverySchedule
    EmailCourse__AllowedOrigins: allowedOrigins
    EmailCourse__AnswerTime: answerTime
    EmailCourse__Brakes__BouncePercent: brakeBouncePercent
    EmailCourse__Brakes__ComplaintPercent: brakeComplaintPercent
    EmailCourse__Brakes__MinimumBounces: string(brakeMinimumBounces)
    EmailCourse__Brakes__MinimumComplaints: string(brakeMinimumComplaints)
    // Put there by hand, and only then: of a secret that is not there, the app would get the reference itself.
    EmailCourse__Desk__AccessKey: deskKeyEnabled ? '@Microsoft.KeyVault(SecretUri=${secrets}/desk-access-key)' : ''
    EmailCourse__Desk__Operators: deskOperators
    EmailCourse__HstsIncludeSubDomains: string(hstsIncludeSubDomains)
    EmailCourse__HumanCheck__Provider: humanCheckProvider
    // Put there by hand, for most courses have none.
    EmailCourse__HumanCheck__Secret: empty(humanCheckProvider)
      ? ''
      : '@Microsoft.KeyVault(SecretUri=${secrets}/human-check-secret)'
    EmailCourse__HumanCheck__SiteKey: humanCheckSite
    EmailCourse__IdKey: '@Microsoft.KeyVault(SecretUri=${secrets}/${secretNames.idKey})'
    EmailCourse__LessonLinkDays: string(lessonLinkDays)
    EmailCourse__Lessons: 'lessons'
    EmailCourse__MinimumFormTime: minimumFormTime
    EmailCourse__Quotas__PerDomain: string(signUpsPerDomain)
    EmailCourse__Quotas__PerHour: string(signUpsPerHour)
    EmailCourse__Quotas__PerNetwork: string(signUpsPerNetwork)
    EmailCourse__Quotas__RequestsPerMinute: string(formsPerMinute)
    EmailCourse__Retention__CompletedDays: string(keepCompletedDays)
    EmailCourse__Retention__StoppedDays: string(keepStoppedDays)
    EmailCourse__SendGrid__ApiKey: '@Microsoft.KeyVault(SecretUri=${secrets}/${secretNames.sendGridApiKey})'
    EmailCourse__SendGrid__Host: sendGridHost
    EmailCourse__SendGrid__Timeout: sendGridTimeout
    EmailCourse__SendGrid__WebhookPublicKey: '@Microsoft.KeyVault(SecretUri=${secrets}/${secretNames.webhookPublicKey})'
    EmailCourse__SigningKeys: '@Microsoft.KeyVault(SecretUri=${secrets}/${secretNames.signingKeys})'
    EmailCourse__SiteUrl: ownUrl
    EmailCourse__Storage__Queue: queue
    EmailCourse__Storage__QueueEndpoint: account.properties.primaryEndpoints.queue
    EmailCourse__Storage__Table: table
    EmailCourse__Storage__TableEndpoint: account.properties.primaryEndpoints.table
    EmailCourse__WarmUp__FirstDay: string(warmUpFirstDay)
    EmailCourse__WarmUp__GrowthPercent: string(warmUpGrowthPercent)
    EmailCourse__WarmUp__Start: warmUpStart
    OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
    OTEL_TRACES_SAMPLER_ARG: '1.0'
  }
  dependsOn: [noScmPassword]
}

output siteUrl string = ownUrl
