#!/usr/bin/env pwsh
# Makes the keys of a new azd environment and leaves those of an old one alone. Values live in the azd environment:
# .azure/<name>/.env on this machine, which git ignores, or the secrets of the workflow.
. "$PSScriptRoot/common.ps1"

function New-Key {
  return [Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(32))
}

function Confirm-Value([string] $Name, [string] $Form) {
  if (-not (Get-Value $Name)) { Stop-Here "Set $Name first: azd env set $Name $Form" }
}

# In a pipeline a missing key is a missing secret, and a new one would lock every subscriber out.
function Set-Once([string] $Name, [scriptblock] $Make) {
  if (Get-Value $Name) { return }
  if ($env:CI -eq 'true' -or $env:TF_BUILD) {
    Stop-Here "$Name is not set. A pipeline never makes keys: store the one of this environment as a secret. See docs/deploy.md."
  }
  azd env set $Name (& $Make) | Out-Null
  if ($LASTEXITCODE -ne 0) { Stop-Here "azd could not keep $Name." }
  Write-Host "Made $Name."
}

# The subnet is delegated to Microsoft.App, which no template names, so that nothing registers it by itself; the deployment would fail
# half way. A pipeline without az, or one that is not signed in, is not stopped.
function Confirm-Registered([string] $Namespace) {
  $state = ''
  if (Get-Command az -ErrorAction SilentlyContinue) {
    $subscription = if ($env:AZURE_SUBSCRIPTION_ID) { '--subscription', $env:AZURE_SUBSCRIPTION_ID } else { @() }
    $state = az provider show --namespace $Namespace @subscription --query registrationState --output tsv 2>$null
  }
  if (-not $state) {
    Write-Host "Could not see whether $Namespace is registered: az is missing or not signed in."
  }
  elseif ($state -ne 'Registered') {
    Stop-Here "$Namespace is $state in this subscription, and the private network needs it: az provider register --namespace $Namespace --wait"
  }
}

# Azure takes no budget that starts before this month, and does not move one that exists, be it of a deployment that failed half way.
# So a start in an earlier month becomes that of the budget there is, and without one this month's. A pipeline is always told.
function Update-BudgetStart([string] $Month) {
  $known = Get-Value 'EMAILCOURSE_BUDGET_START'
  if ($env:CI -eq 'true' -or $env:TF_BUILD -or $known -eq $Month) { return }
  $seen = $false
  if (Get-Command az -ErrorAction SilentlyContinue) {
    $group = "/subscriptions/$(Get-Value 'AZURE_SUBSCRIPTION_ID')/resourceGroups/$(Get-Value 'AZURE_RESOURCE_GROUP')"
    $existing = az rest --method get --output tsv 2>$null `
      --url "https://management.azure.com$group/providers/Microsoft.Consumption/budgets?api-version=2024-08-01" `
      --query "value[?name=='budget-emailcourse-$(Get-Value 'AZURE_ENV_NAME')'].properties.timePeriod.startDate"
    $seen = $LASTEXITCODE -eq 0
  }
  if (-not $seen) {
    Write-Host "Could not see whether there is a budget: az is missing or not signed in. EMAILCOURSE_BUDGET_START stays $known."
    Write-Host "If Azure refuses it and there is no budget yet: azd env set EMAILCOURSE_BUDGET_START $Month"
    return
  }
  $start = if ($existing) { "$existing".Substring(0, 10) } else { $Month }
  if ($start -ne $known) {
    azd env set EMAILCOURSE_BUDGET_START $start | Out-Null
    if ($LASTEXITCODE -ne 0) { Stop-Here 'azd could not keep EMAILCOURSE_BUDGET_START.' }
    $why = if ($existing) { 'as the budget has it' } else { 'for there is no budget yet' }
    Write-Host "EMAILCOURSE_BUDGET_START was $known and is $start now, $why."
  }
}

$today = [DateTime]::UtcNow
$firstOfMonth = $today.ToString('yyyy-MM-01', [Globalization.CultureInfo]::InvariantCulture)

Confirm-Value 'EMAILCOURSE_STAGE' 'dev, or prod'
Confirm-Value 'EMAILCOURSE_ALERT_EMAIL' 'you@example.org, who is mailed by alerts and budget'
Confirm-Value 'EMAILCOURSE_SENDGRID_API_KEY' 'SG…, an API key with the permission Mail Send'
Confirm-Value 'EMAILCOURSE_SENDGRID_WEBHOOK_PUBLIC_KEY' 'MFkw…, the verification key of the event webhook'

if ((Get-Value 'EMAILCOURSE_PRIVATE_NETWORK') -eq 'true') {
  Confirm-Registered 'Microsoft.App'
  Confirm-Registered 'Microsoft.Network'
}

Set-Once 'EMAILCOURSE_ID_KEY' { New-Key }
Set-Once 'EMAILCOURSE_SIGNING_KEYS' { "k$($today.ToString('yyyyMMdd', [Globalization.CultureInfo]::InvariantCulture)):$(New-Key)" }
Set-Once 'EMAILCOURSE_BUDGET_START' { $firstOfMonth }
Update-BudgetStart $firstOfMonth
