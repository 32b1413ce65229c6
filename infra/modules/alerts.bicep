metadata description = 'What wakes somebody. The description of each alert is its entry in the runbook; docs/operations.md says more.'

import { alert } from 'alert.bicep'

param environmentName string
param actionGroupName string
param insightsName string
param workspaceName string
param queue string
param location string
param tags object
param email string
param enabled bool

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: workspaceName
}

var alerts alert[] = [
  {
    name: 'poison-message'
    title: 'A shard failed eight times'
    description: 'Running one shard failed eight times in a row, so its message was moved to the poison queue. Nobody is lost: the timer puts the shard on the queue again within five minutes, and everything stays due. Read the exceptions of DeliverShard in the last hour and mend their cause, then clear the poison queue as docs/operations.md says under "Poison messages".'
    severity: 1
    scope: workspace.id
    query: 'StorageQueueLogs | where OperationName == "PutMessage" and Uri has "/${queue}-poison/" | summarize Messages = count()'
    measure: 'Messages'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
    every: 'PT15M'
  }
  {
    name: 'timer-silent'
    title: 'The timer has not run for 30 minutes'
    description: 'SendDueLessons runs every five minutes and has not succeeded once in half an hour, so no lesson leaves. Open the site\'s /health first: if it does not answer, the app does not start, and its log stream names the setting that is wrong; if it answers 503, it names what cannot be reached. Restart the app when all is well again; what became due meanwhile goes out by itself, and lessons more than three hours late wait for the next day.'
    severity: 1
    scope: insights.id
    query: 'customMetrics | where name == "emailcourse.ticks" | summarize Runs = coalesce(sum(valueSum), 0.0)'
    measure: 'Runs'
    operator: 'LessThan'
    threshold: 1
    window: 'PT30M'
    every: 'PT15M'
  }
  {
    name: 'provider-refuses'
    title: 'SendGrid refuses us or one of our mails'
    description: 'SendGrid answered that the API key, the account or a mail of ours is wrong. Everything stays due and nothing is lost, but nothing leaves either. Read the critical log line, which quotes SendGrid\'s reason; then mend the key (docs/operations.md, "Keys"), the account, or the lesson that it names.'
    severity: 1
    scope: insights.id
    query: 'customMetrics | where name == "emailcourse.refusals" | summarize Refusals = sum(valueSum)'
    measure: 'Refusals'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
    every: 'PT15M'
  }
  {
    name: 'brake-pulled'
    title: 'All sending has stopped'
    description: 'Too many of the mails of today and yesterday were called spam or bounced, so no mail of any kind leaves any more. Nothing is lost: everything stays due, and people sign up, confirm and stop as ever. Find out why as docs/operations.md says under "Brakes and warm-up", and then let sending go on at the desk; what is more than three hours late by then waits for the next day. This alert stays open until then, while something is due.'
    severity: 1
    scope: insights.id
    query: 'customMetrics | where name == "emailcourse.brake.ticks" | summarize Ticks = sum(valueSum)'
    measure: 'Ticks'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
    every: 'PT15M'
  }
  {
    name: 'lessons-late'
    title: 'Lessons leave more than an hour late'
    description: 'A lesson was handed to SendGrid more than an hour after the hour its reader chose. Look in the workbook whether one shard or all are late: one shard points to a lease that is lost again and again or to a lesson that is refused, all of them to a slow SendGrid, to throttling or to an outage just over. Nothing has to be sent by hand, and a lesson more than three hours late moves to the next day by itself.'
    severity: 2
    scope: insights.id
    query: 'customMetrics | where name == "emailcourse.lesson.lateness" | summarize Seconds = max(valueMax)'
    measure: 'Seconds'
    operator: 'GreaterThan'
    threshold: 3600
    window: 'PT30M'
    every: 'PT15M'
  }
  {
    name: 'batches-unknown'
    title: 'For an hour it has been unknown whether a batch was sent'
    description: 'A call to SendGrid ended without an answer, and for an hour neither a new try nor an event has told whether its batch was accepted. Its subscribers are sent nothing else until that is known. Check status.sendgrid.com, and whether the event webhook still reaches the site: SendGrid shows its failures under Mail Settings, and a 401 there means that the verification key is not the one in the vault. When events arrive again, batches settle by themselves.'
    severity: 2
    scope: insights.id
    query: 'customMetrics | where name == "emailcourse.batch.unknown.age" | summarize Seconds = max(valueMax)'
    measure: 'Seconds'
    operator: 'GreaterThan'
    threshold: 3600
    window: 'PT30M'
    every: 'PT15M'
  }
  {
    name: 'server-errors'
    title: 'Requests fail'
    description: 'In the last half hour five requests were answered with a server error, or more than one in twenty. Group the failed requests by name in the workbook: sign-ups and confirmations that fail are people who go away, failed events are tried again by SendGrid for a day. Look at the exception of the commonest one and at /health; roll back as docs/operations.md says under "Rolling back" if it began with a deployment.'
    severity: 2
    scope: insights.id
    // /health has an alert of its own: right after a first deployment it says 503 for some minutes.
    // A small course never has twenty requests in half an hour, and must be noticed too.
    query: 'requests | where isnotempty(url) and url !endswith "/health" | summarize All = sum(itemCount), Failed = sumif(itemCount, toint(resultCode) >= 500) | project Failures = iff(Failed >= 5 or (All >= 20 and 100.0 * Failed / All > 5), Failed, 0)'
    measure: 'Failures'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
    every: 'PT15M'
  }
  {
    name: 'bounces'
    title: 'More than 4 % of mails bounce'
    description: 'In the last day more than four of a hundred mails bounced, and mailbox providers begin to distrust a sender at about five. Look at the day\'s sign-ups: many of them with the same domain or at night are a robot, and then the sign-up page should be closed for a while as docs/operations.md says under "A flood of sign-ups". Otherwise check SPF and DKIM with the bounces\' reasons in SendGrid\'s activity feed; the addresses themselves are suppressed already.'
    severity: 2
    scope: insights.id
    query: 'customMetrics | where name in ("emailcourse.mails.sent", "emailcourse.suppressions") | summarize Sent = sumif(valueSum, name == "emailcourse.mails.sent"), Bounced = sumif(valueSum, name == "emailcourse.suppressions" and tostring(customDimensions["reason"]) == "bounced") | where Sent >= 50 | project Percent = 100.0 * Bounced / Sent'
    measure: 'Percent'
    operator: 'GreaterThan'
    threshold: 4
    window: 'P1D'
    every: 'PT1H'
  }
  {
    name: 'complaints'
    title: 'More than 0.08 % of mails are called spam'
    description: 'In the last day more than eight of ten thousand mails were reported as spam; Gmail and Yahoo want fewer than ten and punish thirty. Whoever complained is suppressed already and must not be written to. Find the mail by its name in the workbook and read it as a stranger would: its subject, its sender\'s name, the link to stop; if it is the first mail, look at where people sign up and what they are promised there.'
    severity: 1
    scope: insights.id
    // Bicep has no fractions, so this counts in ten thousands. A single complaint speaks only among a thousand mails.
    query: 'customMetrics | where name in ("emailcourse.mails.sent", "emailcourse.suppressions") | summarize Sent = sumif(valueSum, name == "emailcourse.mails.sent"), Complained = sumif(valueSum, name == "emailcourse.suppressions" and tostring(customDimensions["reason"]) == "complained") | where Sent >= 1000 or (Sent > 0 and Complained >= 2) | project OfTenThousand = 10000.0 * Complained / Sent'
    measure: 'OfTenThousand'
    operator: 'GreaterThan'
    threshold: 8
    window: 'P1D'
    every: 'PT1H'
  }
  {
    name: 'signups-flood'
    title: 'More than 300 addresses were signed up in an hour'
    description: 'In the last hour more than three hundred addresses were signed up that were not known before. If you were just mentioned somewhere, rejoice and do nothing: look whether confirmations follow in the workbook. If almost nobody confirms, a robot feeds addresses of others to the form; then close it for some hours as docs/operations.md says under "A flood of sign-ups".'
    severity: 2
    scope: insights.id
    query: 'customMetrics | where name == "emailcourse.signups" | summarize People = sum(valueSum)'
    measure: 'People'
    operator: 'GreaterThan'
    threshold: 300
    window: 'PT1H'
    every: 'PT15M'
  }
  {
    name: 'forms-refused'
    title: 'Far more forms are refused than before'
    description: 'In the last hour a hundred forms or more were refused, and more than five times as many as in an average hour of the day before. Look in the workbook which reason it is: a hidden field that is filled in, a missing token or too many posts are a robot that gets nothing; mistakes after a deployment, or a foreign origin that is yours, are a defect that keeps people out. docs/operations.md goes through the reasons one by one.'
    severity: 2
    scope: insights.id
    query: 'customMetrics | where name == "emailcourse.forms.refused" | summarize Last = sumif(valueSum, timestamp > ago(1h)), Before = sumif(valueSum, timestamp <= ago(1h)) | project Forms = iff(Last >= 100 and Last > 5 * Before / 23, Last, 0.0)'
    measure: 'Forms'
    operator: 'GreaterThan'
    threshold: 0
    window: 'P1D'
    every: 'PT1H'
  }
  {
    name: 'telemetry-cap'
    title: 'The daily cap of telemetry is reached'
    description: 'No more telemetry is taken until tomorrow, so every other alert is blind until then, and silence means nothing. Look at what writes so much: in the workspace, Usage by table, and in the log the commonest line; a loop of errors is the usual cause. When it is mended, raise the cap for the day in the workspace under Usage and estimated costs. Look at the site\'s /health and at the poison queue by hand meanwhile.'
    severity: 1
    scope: workspace.id
    query: '_LogOperation | where Category =~ "Ingestion" and Detail has "OverQuota" | summarize Times = count()'
    measure: 'Times'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
    every: 'PT15M'
  }
]

// The queries rest on metrics, which no sampling ever thins out; only requests and the account's own log are none.
resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'EmailCourse'
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for each in alerts: {
    name: 'alert-emailcourse-${environmentName}-${each.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'EmailCourse ${environmentName}: ${each.title}'
      description: each.description
      severity: each.severity
      enabled: enabled
      scopes: [each.scope]
      evaluationFrequency: each.every
      windowSize: each.window
      autoMitigate: true
      // The tables appear with the first telemetry, which is after the first deployment.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: each.query
            metricMeasureColumn: each.measure
            timeAggregation: 'Maximum'
            operator: each.operator
            threshold: each.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]
