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

# Azure takes no budget that starts before this month, and does not move one that exists. Until a first deployment has told azd the
# app's name there is none, and a start from an earlier attempt is made anew. A pipeline is always told.
renew_budget_start() {
  if [ "${CI:-}" = 'true' ] || [ -n "${TF_BUILD:-}" ] || [ -n "$(value AZURE_FUNCTION_APP_NAME)" ]; then
    return 0
  fi
  known=$(value EMAILCOURSE_BUDGET_START)
  if [ -n "$known" ] && [ "$known" != "$(first_of_month)" ]; then
    azd env set EMAILCOURSE_BUDGET_START "$(first_of_month)" >/dev/null
    printf 'EMAILCOURSE_BUDGET_START was %s and is this month now: there is no budget yet.\n' "$known"
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
