#!/usr/bin/env pwsh
# After a deployment: lets the app read its keys again, waits until it is well, and says what is left to do.
. "$PSScriptRoot/common.ps1"

# The timer ticks every five minutes, and before that the app has to start and its roles to become known.
$patience = [TimeSpan]::FromMinutes(10)
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

$watch = [Diagnostics.Stopwatch]::StartNew()
while ($true) {
  try {
    $answer = Invoke-WebRequest -Uri "$site/health" -TimeoutSec $pause -SkipHttpErrorCheck
    if ($answer.StatusCode -eq 200) { break }
    $body = [string] $answer.Content
    $said = "$($answer.StatusCode) $($body.Substring(0, [Math]::Min(500, $body.Length)))"
  }
  catch {
    $said = 'nothing'
  }
  if ($watch.Elapsed -ge $patience) {
    Stop-Here "The course was deployed and is not well: after ten minutes $site/health says $said. See docs/operations.md, ""timer-silent""."
  }
  Write-Host "Waiting, $([int] $watch.Elapsed.TotalSeconds) of at most $([int] $patience.TotalSeconds) seconds: /health says $said"
  Start-Sleep -Seconds $pause
}

Write-Host @"

The course is at $site

1. At SendGrid, under Mail Settings > Event Webhooks, enter this address, enable it, and press Test Integration:
   $(Get-Value 'SENDGRID_WEBHOOK_URL')
2. Let the doctor look from outside, with the domain your mails come from:
   dotnet run --project src/EmailCourse.Tools -- doctor --site $site --domain example.org --return-path em1234.example.org
"@
