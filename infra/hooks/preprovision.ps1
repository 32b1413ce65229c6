#!/usr/bin/env pwsh
# Makes the keys of a new azd environment and leaves those of an old one alone. Values live in the azd environment:
# .azure/<name>/.env on this machine, which git ignores, or the secrets of the workflow.
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

# azd hands its environment to hooks as variables, but not what was set during this same run.
function Get-Value([string] $Name) {
  $known = [Environment]::GetEnvironmentVariable($Name)
  if (-not $known) {
    $answer = azd env get-value $Name 2>$null
    $known = if ($LASTEXITCODE -eq 0) { $answer } else { '' }
  }
  return $known
}

function New-Key {
  return [Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(32))
}

function Confirm-Value([string] $Name, [string] $Form) {
  if (-not (Get-Value $Name)) { throw "Set $Name first: azd env set $Name $Form" }
}

# In a pipeline a missing key is a missing secret, and a new one would lock every subscriber out.
function Set-Once([string] $Name, [scriptblock] $Make) {
  if (Get-Value $Name) { return }
  if ($env:CI -eq 'true' -or $env:TF_BUILD) {
    throw "$Name is not set. A pipeline never makes keys: store the one of this environment as a secret. See docs/deploy.md."
  }
  azd env set $Name (& $Make) | Out-Null
  if ($LASTEXITCODE -ne 0) { throw "azd could not keep $Name." }
  Write-Host "Made $Name."
}

$today = [DateTime]::UtcNow

Confirm-Value 'EMAILCOURSE_STAGE' 'dev, or prod'
Confirm-Value 'EMAILCOURSE_ALERT_EMAIL' 'you@example.org, who is mailed by alerts and budget'
Confirm-Value 'EMAILCOURSE_SENDGRID_API_KEY' 'SG…, an API key with the permission Mail Send'
Confirm-Value 'EMAILCOURSE_SENDGRID_WEBHOOK_PUBLIC_KEY' 'MFkw…, the verification key of the event webhook'

Set-Once 'EMAILCOURSE_ID_KEY' { New-Key }
Set-Once 'EMAILCOURSE_SIGNING_KEYS' { "k$($today.ToString('yyyyMMdd', [Globalization.CultureInfo]::InvariantCulture)):$(New-Key)" }
Set-Once 'EMAILCOURSE_BUDGET_START' { $today.ToString('yyyy-MM-01', [Globalization.CultureInfo]::InvariantCulture) }
