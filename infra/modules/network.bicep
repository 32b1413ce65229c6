metadata description = 'The app\'s own network, and the private ways from it to storage and vault.'

param name string
param storageName string
param vaultName string
param location string
param tags object

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    subnets: [
      {
        // Flex Consumption takes no subnet with an underscore in its name.
        name: 'app'
        properties: {
          addressPrefix: '10.20.0.0/24'
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.20.1.0/27', privateEndpointNetworkPolicies: 'Disabled' }
      }
    ]
  }
}

var storageServices = ['blob', 'queue', 'table']

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

module storageEndpoints 'endpoint.bicep' = [
  for service in storageServices: {
    params: {
      name: 'pe-${storageName}-${service}'
      location: location
      tags: tags
      networkName: network.name
      targetId: account.id
      service: service
      zone: 'privatelink.${service}.${environment().suffixes.storage}'
    }
  }
]

module vaultEndpoint 'endpoint.bicep' = {
  params: {
    name: 'pe-${vaultName}'
    location: location
    tags: tags
    networkName: network.name
    targetId: vault.id
    service: 'vault'
    zone: 'privatelink.vaultcore.azure.net'
  }
}
