#!/usr/bin/env pwsh
# After a deployment: lets the app read its keys again, waits until it is well and its timer has run, and says what is left to do.
. "$PSScriptRoot/common.ps1"

# The timer runs every five minutes, and before that the app has to start and its roles to become known.
$patience = 600
$pause = 10

$site = Get-Value 'SITE_URL'
if (-not $site) { Stop-Here 'azd does not know SITE_URL yet: azd provision --no-state' }

$subscription = Get-Value 'AZURE_SUBSCRIPTION_ID'
$group = Get-Value 'AZURE_RESOURCE_GROUP'
$app = Get-Value 'AZURE_FUNCTION_APP_NAME'
$id = "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.Web/sites/$app"

# Where the role on the vault was not known yet when the app first asked, the app remembers for a day that it could not read its keys.
$again = $false
if (Get-Command az -ErrorAction SilentlyContinue) {
  az rest --method post --output none `
    --url "https://management.azure.com$id/config/configreferences/appsettings/refresh?api-version=2022-03-01"
  if ($LASTEXITCODE -eq 0) {
    az functionapp restart --subscription $subscription --resource-group $group --name $app
    $again = $LASTEXITCODE -eq 0
  }
}
if ($again) {
  Write-Host 'The app was started anew, with the keys as they are in the vault now.'
}
else {
  Write-Host 'Could not let the app read its keys again: az is missing, or not signed in. See docs/operations.md, "Keys".'
}

# Only where the table answered: otherwise null means that the last run is not known.
function Get-TickedAt([string] $Body) {
  return $(if ($Body -match '"table":"ok".*"tickedAt":([^,}]*)') { $Matches[1] } else { '' })
}

function Get-Seconds {
  return [long] (Get-Date -UFormat %s)
}

# A run of the former version makes /health say 200 at once, so the first that is told after the restart does not count.
$first = ''
$began = Get-Seconds
while ($true) {
  $status = 0
  $ticked = ''
  $said = '/health says nothing'
  try {
    $answer = Invoke-WebRequest -Uri "$site/health" -TimeoutSec $pause -SkipHttpErrorCheck
    $status = $answer.StatusCode
    $body = [string] $answer.Content
    $said = "/health says $status $($body.Substring(0, [Math]::Min(500, $body.Length)))"
    $ticked = Get-TickedAt $body
  }
  catch { Write-Debug "$_" }
  if (-not $first) { $first = $ticked }
  if ($status -eq 200 -and $ticked) {
    if ($ticked -ne $first) { break }
    $said = '/health is well, and the timer has to run once more'
  }
  $waited = (Get-Seconds) - $began
  if ($waited -ge $patience) {
    Stop-Here "The course was deployed, and after ten minutes it is not ready at ${site}: $said. See docs/operations.md, ""timer-silent""."
  }
  Write-Host "Waiting, $waited of at most $patience seconds: $said"
  Start-Sleep -Seconds $pause
}

Write-Host @"

The course is at $site

1. At SendGrid, under Mail Settings > Event Webhooks, enter this address, enable it, and press Test Integration:
   $(Get-Value 'SENDGRID_WEBHOOK_URL')
2. Let the doctor look from outside, with the domain your mails come from:
   dotnet run --project src/EmailCourse.Tools -- doctor --site $site --domain example.org --return-path em1234.example.org
"@
