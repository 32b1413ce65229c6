#!/bin/sh
# After a deployment: lets the app read its keys again, waits until it is well and its timer has run, and says what is left to do.
set -eu
. "$(dirname "$0")/common.sh"

# The timer runs every five minutes, and before that the app has to start and its roles to become known.
patience=600
pause=10

site=$(value SITE_URL)
[ -n "$site" ] || fail 'azd does not know SITE_URL yet: azd provision --no-state'
command -v curl >/dev/null || fail "curl is missing, so open $site/health yourself: it must say 200."

subscription=$(value AZURE_SUBSCRIPTION_ID)
group=$(value AZURE_RESOURCE_GROUP)
app=$(value AZURE_FUNCTION_APP_NAME)
id="/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.Web/sites/$app"

# Where the role on the vault was not known yet when the app first asked, the app remembers for a day that it could not read its keys.
read_keys_again() {
  az rest --method post --output none \
    --url "https://management.azure.com$id/config/configreferences/appsettings/refresh?api-version=2022-03-01" &&
    az functionapp restart --subscription "$subscription" --resource-group "$group" --name "$app"
}

if read_keys_again; then
  printf 'The app was started anew, with the keys as they are in the vault now.\n'
else
  printf 'Could not let the app read its keys again: az is missing, or not signed in. See docs/operations.md, "Keys".\n'
fi

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# Only where the table answered: otherwise null means that the last run is not known.
ticked_at() {
  sed -n 's/.*"table":"ok".*"tickedAt":\([^,}]*\).*/\1/p' "$answer"
}

# A run of the former version makes /health say 200 at once, so the first that is told after the restart does not count.
first=''
began=$(date +%s)
while :; do
  status=$(curl --silent --max-time "$pause" --output "$answer" --write-out '%{http_code}' "$site/health") || status=000
  ticked=''
  if [ "$status" = 000 ]; then
    said='/health says nothing'
  else
    said="/health says $status $(head -c 500 "$answer")"
    ticked=$(ticked_at)
  fi
  first=${first:-$ticked}
  if [ "$status" = 200 ] && [ -n "$ticked" ]; then
    [ "$ticked" = "$first" ] || break
    said='/health is well, and the timer has to run once more'
  fi
  waited=$(($(date +%s) - began))
  if [ "$waited" -ge "$patience" ]; then
    fail "The course was deployed, and after ten minutes it is not ready at $site: $said. See docs/operations.md, \"timer-silent\"."
  fi
  printf 'Waiting, %s of at most %s seconds: %s\n' "$waited" "$patience" "$said"
  sleep "$pause"
done

cat <<EOF

The course is at $site

1. At SendGrid, under Mail Settings > Event Webhooks, enter this address, enable it, and press Test Integration:
   $(value SENDGRID_WEBHOOK_URL)
2. Let the doctor look from outside, with the domain your mails come from:
   dotnet run --project src/EmailCourse.Tools -- doctor --site $site --domain example.org --return-path em1234.example.org
EOF
