#!/bin/sh
# What a bare Ubuntu lacks for the browser tests: SpamAssassin, and the libraries of the Chromium that Playwright brings, since Ubuntu's
# own chromium is a snap, which does not run in a container. The list is Playwright's for chromium on Ubuntu 24.04.
set -eu

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends spamassassin \
  libasound2t64 libatk-bridge2.0-0t64 libatk1.0-0t64 libatspi2.0-0t64 libcairo2 libcups2t64 libdbus-1-3 libdrm2 libgbm1 libglib2.0-0t64 \
  libnspr4 libnss3 libpango-1.0-0 libx11-6 libxcb1 libxcomposite1 libxdamage1 libxext6 libxfixes3 libxkbcommon0 libxrandr2 \
  fonts-liberation fonts-noto-color-emoji

dotnet tool restore
dotnet restore
