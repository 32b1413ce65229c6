metadata description = 'Asks the site from outside whether it is well, and wakes somebody when it is not.'

param environmentName string
param actionGroupName string
param insightsName string
param siteUrl string
param location string
param tags object

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' existing = {
  name: actionGroupName
}

// Each request is billed, so three places ask, and as seldom as the service allows.
var places = ['emea-nl-ams-azr', 'us-va-ash-azr', 'apac-sg-sin-azr']

resource test 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'webtest-emailcourse-${environmentName}'
  location: location
  // The portal finds the component of a test by this tag.
  tags: union(tags, { 'hidden-link:${insights.id}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: 'EmailCourse ${environmentName}: /health'
    SyntheticMonitorId: 'webtest-emailcourse-${environmentName}'
    Kind: 'standard'
    Enabled: true
    Frequency: 900
    // A sleeping app takes some seconds to wake.
    Timeout: 60
    RetryEnabled: true
    Locations: [for place in places: { Id: place }]
    Request: { RequestUrl: '${siteUrl}/health', HttpVerb: 'GET', FollowRedirects: false, ParseDependentRequests: false }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 7 }
  }
}

resource unwell 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-emailcourse-${environmentName}-site-unwell'
  location: 'global'
  tags: tags
  properties: {
    description: 'From two of three places the site\'s /health does not answer 200 in time, or its certificate ends within a week. Open it yourself: the body names the part that does not answer, or since when the timer has not run. No answer at all means that the app does not start, and its log stream names the setting that is wrong. docs/operations.md tells the next steps under "The timer has not run for 30 minutes: `timer-silent`".'
    severity: 1
    enabled: true
    scopes: [test.id, insights.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT30M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: test.id
      componentId: insights.id
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: people.id }]
  }
}
