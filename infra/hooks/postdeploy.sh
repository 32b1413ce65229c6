#!/bin/sh
# After a deployment: lets the app read its keys again, waits until it is well, and says what is left to do.
set -eu
. "$(dirname "$0")/common.sh"

# The timer ticks every five minutes, and before that the app has to start and its roles to become known.
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
waited=0
while :; do
  status=$(curl --silent --max-time "$pause" --output "$answer" --write-out '%{http_code}' "$site/health") || status=000
  case $status in
    200) break ;;
    000) said='nothing' waited=$((waited + pause)) ;;
    *) said="$status $(head -c 500 "$answer")" ;;
  esac
  if [ "$waited" -ge "$patience" ]; then
    fail "The course was deployed and is not well: after ten minutes $site/health says $said. See docs/operations.md, \"timer-silent\"."
  fi
  printf 'Waiting, %s of at most %s seconds: /health says %s\n' "$waited" "$patience" "$said"
  sleep "$pause"
  waited=$((waited + pause))
done

cat <<EOF

The course is at $site

1. At SendGrid, under Mail Settings > Event Webhooks, enter this address, enable it, and press Test Integration:
   $(value SENDGRID_WEBHOOK_URL)
2. Let the doctor look from outside, with the domain your mails come from:
   dotnet run --project src/EmailCourse.Tools -- doctor --site $site --domain example.org --return-path em1234.example.org
EOF
