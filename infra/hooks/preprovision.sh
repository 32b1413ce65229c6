#!/bin/sh
# Makes the keys of a new azd environment and leaves those of an old one alone. Values live in the azd environment:
# .azure/<name>/.env on this machine, which git ignores, or the secrets of the workflow.
set -eu
. "$(dirname "$0")/common.sh"

random_key() {
  key=$(head -c 32 /dev/urandom | base64 | tr -d '\n')
  [ "${#key}" -eq 44 ] || fail 'Could not make a key: head, base64 and /dev/urandom are needed.'
  printf '%s' "$key"
}

ask_for() {
  [ -n "$(value "$1")" ] || fail "Set $1 first: azd env set $1 $2"
}

# $1 variable, $2 what makes it. In a pipeline a missing key is a missing secret, and a new one would lock every subscriber out.
make_once() {
  if [ -n "$(value "$1")" ]; then
    return 0
  fi
  if [ "${CI:-}" = 'true' ] || [ -n "${TF_BUILD:-}" ]; then
    fail "$1 is not set. A pipeline never makes keys: store the one of this environment as a secret. See docs/deploy.md."
  fi
  made=$($2)
  azd env set "$1" "$made" >/dev/null
  printf 'Made %s.\n' "$1"
}

# The subnet is delegated to Microsoft.App, which no template names, so that nothing registers it by itself; the deployment would fail
# half way. A pipeline without az, or one that is not signed in, is not stopped.
is_registered() {
  state=$(az provider show --namespace "$1" ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"} \
    --query registrationState --output tsv 2>/dev/null) || state=''
  case $state in
    Registered) ;;
    '') printf 'Could not see whether %s is registered: az is missing or not signed in.\n' "$1" ;;
    *) fail "$1 is $state in this subscription, and the private network needs it: az provider register --namespace $1 --wait" ;;
  esac
}

signing_key() {
  key=$(random_key)
  printf 'k%s:%s' "$(date -u +%Y%m%d)" "$key"
}

first_of_month() {
  date -u +%Y-%m-01
}

# Azure takes no budget that starts before this month, and does not move one that exists, be it of a deployment that failed half way.
# So a start in an earlier month becomes that of the budget there is, and without one this month's. A pipeline is always told.
renew_budget_start() {
  known=$(value EMAILCOURSE_BUDGET_START)
  month=$(first_of_month)
  if [ "${CI:-}" = 'true' ] || [ -n "${TF_BUILD:-}" ] || [ "$known" = "$month" ]; then
    return 0
  fi
  group="/subscriptions/$(value AZURE_SUBSCRIPTION_ID)/resourceGroups/$(value AZURE_RESOURCE_GROUP)"
  if ! existing=$(az rest --method get --output tsv 2>/dev/null \
    --url "https://management.azure.com$group/providers/Microsoft.Consumption/budgets?api-version=2024-08-01" \
    --query "value[?name=='budget-emailcourse-$(value AZURE_ENV_NAME)'].properties.timePeriod.startDate"); then
    printf 'Could not see whether there is a budget: az is missing or not signed in. EMAILCOURSE_BUDGET_START stays %s.\n' "$known"
    printf 'If Azure refuses it and there is no budget yet: azd env set EMAILCOURSE_BUDGET_START %s\n' "$month"
    return 0
  fi
  start=$(printf '%s' "${existing:-$month}" | cut -c 1-10)
  if [ "$start" != "$known" ]; then
    azd env set EMAILCOURSE_BUDGET_START "$start" >/dev/null
    printf 'EMAILCOURSE_BUDGET_START was %s and is %s now, %s.\n' "$known" "$start" \
      "$([ -n "$existing" ] && printf 'as the budget has it' || printf 'for there is no budget yet')"
  fi
}

ask_for EMAILCOURSE_STAGE 'dev, or prod'
ask_for EMAILCOURSE_ALERT_EMAIL 'you@example.org, who is mailed by alerts and budget'
ask_for EMAILCOURSE_SENDGRID_API_KEY 'SG…, an API key with the permission Mail Send'
ask_for EMAILCOURSE_SENDGRID_WEBHOOK_PUBLIC_KEY 'MFkw…, the verification key of the event webhook'

if [ "$(value EMAILCOURSE_PRIVATE_NETWORK)" = 'true' ]; then
  is_registered Microsoft.App
  is_registered Microsoft.Network
fi

make_once EMAILCOURSE_ID_KEY random_key
make_once EMAILCOURSE_SIGNING_KEYS signing_key
make_once EMAILCOURSE_BUDGET_START first_of_month
renew_budget_start
