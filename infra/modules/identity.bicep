metadata description = 'Who the app is: one identity of its own, so that roles can be given before the app exists.'

param name string
param location string
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}
