# What the hooks share. Read by them, not run.
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

# Not throw, which PowerShell prints in colour, with the script's lines around it and broken to the width of the window.
function Stop-Here([string] $Why) {
  [Console]::Error.WriteLine($Why)
  exit 1
}

# azd hands its environment to hooks as variables, but not what was set during this same run.
function Get-Value([string] $Name) {
  $known = [Environment]::GetEnvironmentVariable($Name)
  if (-not $known) {
    $answer = azd env get-value $Name 2>$null
    $known = if ($LASTEXITCODE -eq 0) { $answer } else { '' }
  }
  return $known
}
